// The cabinet as a page of its own, to which a site links with its customer's token behind "#token=".

const fragment = location.hash;
const token = fragment.startsWith("#token=") ? decodeURIComponent(fragment.slice("#token=".length)) : undefined;
// Neither the history nor whoever looks at the address may have it.
if (token) history.replaceState(null, "", location.pathname + location.search);

const query = new URLSearchParams(location.search);
const lang = [query.get("lang"), ...navigator.languages]
  .map((tag) => (tag ?? "").slice(0, 2))
  .find((tag) => tag === "ru" || tag === "en");
document.documentElement.lang = lang === "ru" ? "ru" : "en";

await import("./cabinet.js");
const cabinet = document.createElement("otvet-cabinet");
cabinet.dataset.page = "";
if (token) cabinet.setAttribute("token", token);
document.body.append(Object.assign(document.createElement("main"), { className: "whole" }));
document.querySelector("main")?.append(cabinet);

export {};
