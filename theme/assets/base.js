// For the 404 page of a site that was not told its address: this file's own address gives the root, from which its links and its style are mended.
const root = new URL("../", document.currentScript.src);
for (const link of document.querySelectorAll("[href^='/'], [action^='/']")) {
  const attribute = link.matches("form") ? "action" : "href";
  link.setAttribute(attribute, new URL(link.getAttribute(attribute).slice(1), root).href);
}
