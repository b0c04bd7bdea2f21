// For the 404 page. This file's own address gives the root of the site; where the site was not told its address, the page's links and its style are
// mended from there. Then the page says what the address may have meant: the action whose number it ends in, the page above it, words to search for.
// Where several of the addresses that lead here are one, it runs once.
if (!document.documentElement.dataset.sought) {
  document.documentElement.dataset.sought = "yes";
  const root = new URL("../", document.currentScript.src);
  if (document.currentScript.hasAttribute("data-mend")) {
    for (const link of document.querySelectorAll("[href^='/'], [action^='/']")) {
      const attribute = link.matches("form") ? "action" : "href";
      link.setAttribute(attribute, new URL(link.getAttribute(attribute).slice(1), root).href);
    }
  }
  const asked = inLetters(location.pathname.slice(root.pathname.length).replace(/\/$/, ""));
  document.getElementById("q").value = asked.split("/").pop().replaceAll("-", " ");
  suggest([...actions(asked), ...above(asked)]);

  // As it was typed, unless it cannot be read.
  function inLetters(address) {
    try {
      return decodeURI(address);
    } catch {
      return address;
    }
  }

  // 'plans/x/1.4' and 'plans/x/1/1.4' mean 'plans/x/1/#1.4'.
  function actions(asked) {
    const named = asked.match(/^(?:plans\/)?([a-z0-9-]+)\/(?:[A-Za-z0-9-]+\/)?([A-Za-z0-9-]+)\.([0-9]+)$/);
    if (!named) return [];
    const [, plan, recommendation, number] = named;
    return [[`${plan}/${recommendation}.${number}`, `plans/${plan}/${recommendation}/#${recommendation}.${number}`]];
  }

  // The addresses above one, the nearest first; home needs no suggestion.
  function above(asked) {
    const parts = asked.split("/");
    return parts.slice(1).map((_, up) => `${parts.slice(0, -1 - up).join("/")}/`).map((address) => [address, address]);
  }

  // Shows the first that is there.
  async function suggest(candidates) {
    for (const [words, address] of candidates) {
      const link = document.querySelector("#perhaps a");
      link.href = new URL(address, root).href;
      link.textContent = words;
      const isThere = await stands(link.href);
      link.parentElement.hidden = !isThere;
      if (isThere) return;
    }
  }

  // Whether a page is there, and on it what its anchor names.
  async function stands(address) {
    const page = await fetch(address).catch(() => undefined);
    const anchor = new URL(address).hash.slice(1);
    return Boolean(page?.ok) && (!anchor || (await page.text()).includes(`id="${anchor}"`));
  }
}
