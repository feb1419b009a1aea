
// The address of what is shown: "#check.id/v3?q=words", so that a link leads to it.

/** "OffsetFetch" to "offset-fetch", as ids of checks begin. */
function kebab(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** Whether the id of a check says which API it is about. */
function saysItsApi(id, api) {
  return api === "" || id.startsWith(kebab(api) + ".");
}

function segment(text) {
  return encodeURIComponent(text).replaceAll("%3A", ":");
}

/** The address of a check's cases of an API: "fetch.out-of-range", "wire.well-formed-answer/Fetch". */
function groupAddress({check, api}) {
  return segment(check.id) + (saysItsApi(check.id, api) ? "" : "/" + segment(api));
}

/** The address of a case: "fetch.out-of-range/v7", and "fetch.out-of-range/v7~2" for a second one of that name. */
function caseAddress(one) {
  return groupAddress(one) + (one.version === null ? "" : "/v" + one.version) + (one.twin > 1 ? "~" + one.twin : "");
}

/** How `kspec run --case` names a case. */
function caseName(one) {
  const {check: {id}, api, version} = one;
  return version === null ? id : id + "@" + (saysItsApi(id, api) ? "" : api + ":") + version;
}

/** A word of a command line, in quotes if a shell needs them. */
function shellWord(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
}

/** The filters that are set, as the query of an address; keys are APIs by name. */
function queryOf(filter, names) {
  const query = new URLSearchParams();
  if (filter.text.trim() !== "") query.set("q", filter.text.trim());
  const hidden = ORDER.filter(verdict => !filter.verdicts.has(verdict));
  if (hidden.length) query.set("hide", hidden.join(" "));
  if (filter.key !== "") query.set("api", names.get(Number(filter.key)) || filter.key);
  for (const name of ["version", "level", "profile", "cause"]) if (filter[name] !== "") query.set(name, filter[name]);
  return query.toString();
}

/** The filters of a query; what makes no sense is no filter. */
function filterOf(text, names) {
  const query = new URLSearchParams(text);
  const hidden = (query.get("hide") || "").split(" ");
  const api = query.get("api");
  const [key] = [...names].find(([number, name]) => api !== null && (name === api || String(number) === api)) || [""];
  return {
    text: query.get("q") || "",
    verdicts: new Set(ORDER.filter(verdict => !hidden.includes(verdict))),
    key: String(key),
    version: /^(\d+|other)$/.test(query.get("version") || "") ? query.get("version") : "",
    level: ["must", "should"].includes(query.get("level")) ? query.get("level") : "",
    profile: query.get("profile") || "",
    cause: /^\d+$/.test(query.get("cause") || "") ? Number(query.get("cause")) : "",
  };
}

/** "#target?query" in its parts. */
function readAddress(hash) {
  const [, target, query] = /^#?([^?]*)\??(.*)$/s.exec(hash);
  return {target, query};
}
