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
