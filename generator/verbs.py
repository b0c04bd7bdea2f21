"""Verbs of promises: those whose doing can be seen, and those that leave open what will be done.

Each line has one verb, the forms of it that do not follow the common rules, and behind a stroke the noun that stands
for it at the beginning of a promise: "Introduction of monthly audits".
"""

import re
from collections.abc import Iterable, Iterator

SEEN_DONE = """
abolish / abolition
add
adopt / adoption
advertise / advertisement
agree / agreement
allocate / allocation
amend / amendment
analyse / analysis
announce / announcement
apply / application
appoint / appointment
approve / approval
arrange
ask
assess / assessment
assign / assignment
attend / attendance
audit
ban banned banning
begin began begun / beginning
benchmark
brief
build built
buy bought
cancel cancelled cancelling / cancellation
cascade
cease
certify
check
circulate
clean
close / closure
collate / collation
collect / collection
commence
commission
communicate / communication
compile / compilation
complete / completion
conduct
confirm / confirmation
consult / consultation
contact
convene
convert / conversion
countersign / signature
create / creation
decommission
define / definition
delegate / delegation
deliver / delivery
deploy / deployment
design
digitise
discuss / discussion
dismiss / dismissal
display
disseminate / dissemination
distribute / distribution
document
draft
draw drew drawn
email
employ
endorse / endorsement
enforce / enforcement
enrol enrolled enrolling
equip equipped equipping
escalate / escalation
establish / establishment
evaluate / evaluation
examine / examination
expand / expansion
extend / extension
fill
finalise
finish
fit fitted fitting
formalise
give gave given
hire
hold held
host
identify / identification
implement / implementation
include / inclusion
incorporate
increase
inform
insert
inspect / inspection
install / installation
instruct / instruction
interview
introduce / introduction
invest / investment
investigate / investigation
invite / invitation
issue
launch
list
locate / location
log logged logging
mandate
map mapped mapping
measure
meet met
mend
merge / merger
monitor
move
negotiate / negotiation
nominate / nomination
notify / notification
observe / observation
obtain
offer
open
organise
pay paid
pilot
post
prepare / preparation
present / presentation
print
procure / procurement
produce / production
prohibit prohibited prohibiting / prohibition
propose / proposal
provide / provision
publish / publication
purchase
put putting
ratify / ratification
reallocate / reallocation
receive
recommission
record
recruit / recruitment
redeploy / redeployment
redesign
redistribute
redraft
reduce / reduction
refer referred referring / referral
refurbish / refurbishment
reinstate
reissue
relaunch
release
relocate / relocation
remind / reminder
remove / removal
rename
renew / renewal
reopen
reorganise / reorganisation
repair
replace / replacement
report
request
resolve
restore / restoration
restrict / restriction
restructure
retrain
review
revise / revision
revisit
reword
rewrite rewrote rewritten
roll / rollout
rotate / rotation
run ran running
sample
schedule
secure
select / selection
send sent
set setting
share
sign
specify
start
stop stopped stopping
submit submitted submitting / submission
summarise / summary
survey
suspend / suspension
tender
terminate / termination
test
track
train
transfer transferred transferring
translate / translation
trial trialled trialling
undertake undertook undertaken
update
upgrade
upload
verify / verification
vet vetted vetting
visit
warn
withdraw withdrew withdrawn / withdrawal
write wrote written
"""

LEFT_OPEN = """
act
address
aim
aspire
attempt
balance
champion
commit committed committing
consider
continue
contribute
drive drove driven
embed embedded embedding
embrace
emphasise
empower
enable
encourage
endeavour
engage
enhance
ensure
explore
facilitate
focus focussed focussing
foster
further
help
highlight
improve
influence
intend
liaise
look
maintain
manage
maximise
minimise
mitigate
optimise
prioritise
promote
pursue
raise
recognise
reconnect
refine
reflect
reinforce
remain
seek sought
strengthen
stress
strive strove striven
support
tailor
try
understand understood
use
utilise
work
"""

# A figure, or how often, is a measure too.
_MEASURES = (
    *("annual", "annually", "daily", "fortnightly", "monthly", "per", "quarterly", "twice", "weekly", "yearly"),
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)
_OPENING = 3  # words, among which a noun stands for what will be done: "Timely introduction of"
_POINTS = ",.;:?!()[]/&-–'\"‘’“”"


def verbs(listed: str) -> tuple[str, ...]:
    """The verbs of a list, without their other forms."""
    return tuple(line.split()[0] for line in _lines(listed))


def left_open(words: str) -> tuple[str, ...]:
    """The verbs that leave open what will be done, as they stand; none where a measure or another verb does not."""
    if re.search("[0-9]", words):
        return ()
    found = _words(words)
    if _OPEN_FORMS.isdisjoint(found) or not _SEEN_FORMS.isdisjoint(found):
        return ()
    if not _SEEN_NOUNS.isdisjoint(found[:_OPENING]):
        return ()
    return tuple(word for word in dict.fromkeys(found) if word in _OPEN_FORMS)


def _words(text: str) -> list[str]:
    text = text.lower()
    for point in _POINTS:  # quicker than to look at every letter
        text = text.replace(point, " ")
    return text.split()


def _lines(listed: str) -> list[str]:
    return listed.strip().splitlines()


def _forms(listed: str) -> Iterator[str]:
    for line in _lines(listed):
        verb, *others = line.partition("/")[0].split()
        yield from (*others, *_common_forms(verb))


def _nouns(listed: str) -> Iterator[str]:
    for line in _lines(listed):
        yield from line.partition("/")[2].split()


def _common_forms(verb: str) -> Iterable[str]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb[-1] == "y" and verb[-2] not in "aeo":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing"


_SEEN_FORMS, _SEEN_NOUNS = frozenset((*_MEASURES, *_forms(SEEN_DONE))), frozenset(_nouns(SEEN_DONE))
_OPEN_FORMS = frozenset(_forms(LEFT_OPEN))
