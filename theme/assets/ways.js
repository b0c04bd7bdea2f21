// Below an action, the form for reports: it is fetched when it is first asked for. Where it does not come, the same links lead to the how-to.
for (const link of document.querySelectorAll("a[data-about]")) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
    event.preventDefault();
    const form = await import("./report.js").catch(() => undefined);
    if (form) form.open(link);
    else location.assign(link.href);
  });
}

// Beside each address, a button that copies it. Browsers offer that only where pages come over https.
function offerCopy(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the address of ${link.textContent}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      told.textContent = "It could not be copied.";
      return;
    }
    button.classList.add("copied");
    told.textContent = `The address of ${link.textContent} is copied.`;
  });
  link.after(" ", button);
}

const told = document.createElement("p");
told.className = "aloud";
told.setAttribute("role", "status");
if (navigator.clipboard) {
  document.querySelector("article").append(told);
  document.querySelectorAll(".key a").forEach(offerCopy);
}
