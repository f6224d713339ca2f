/* The page "HTTP API": every operation and every shape, as the server's own description has them. */
{
  const place = document.getElementById("api");
  const METHODS = ["get", "post", "put", "patch", "delete"];

  /** An element with attributes of its own and what it holds. */
  function made(tag, given = {}, ...inside) {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...inside.filter((one) => one !== null));
    return element;
  }

  /* Descriptions are Markdown of a few words: paragraphs and code in backquotes. */
  function prose(text) {
    return (text ?? "").split(/\n\n+/).filter(Boolean).map((part) => {
      const pieces = part.split("`").map((piece, at) => (at % 2 ? made("code", { textContent: piece }) : piece));
      return made("p", {}, ...pieces);
    });
  }

  const refName = (schema) => schema?.$ref?.split("/").pop();

  /** What a value is, in words, with links to shapes that have a name. */
  function kindOf(schema, all) {
    if (!schema) return ["anything"];
    const name = refName(schema);
    if (name) return [made("a", { href: `#shape-${name}` }, made("code", { textContent: name }))];
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) return joined(choices.map((one) => kindOf(one, all)), " or ");
    if (schema.allOf) return joined(schema.allOf.map((one) => kindOf(one, all)), " and ");
    if (schema.enum) return joined(schema.enum.map((one) => [made("code", { textContent: JSON.stringify(one) })]), ", ");
    if (schema.type === "array") return ["list of ", ...kindOf(schema.items, all)];
    const types = [schema.type ?? "anything"].flat();
    return [types.map((type) => (schema.format && type !== "null" ? `${type} (${schema.format})` : type)).join(" or ")];
  }

  function joined(lists, between) {
    return lists.flatMap((list, at) => (at === 0 ? list : [between, ...list]));
  }

  /** The properties of an object, of all its parts. */
  function properties(schema, all) {
    const whole = refName(schema) ? all[refName(schema)] : schema;
    if (!whole) return [];
    const required = whole.required ?? [];
    const own = Object.entries(whole.properties ?? {}).map(([name, value]) => ({ name, value, required: required.includes(name) }));
    return [...own, ...(whole.allOf ?? []).flatMap((part) => properties(part, all))];
  }

  function describe(schema) {
    return schema?.description ?? (schema?.oneOf ?? []).map((one) => one.description).find(Boolean) ?? "";
  }

  function table(first, rows) {
    const head = [first, "Kind", "What it is"].map((textContent) => made("th", { scope: "col", textContent }));
    const body = rows.map(({ name, kind, text, required }) =>
      made("tr", {},
        made("th", { scope: "row" }, made("code", { textContent: name }), required ? null : made("span", { className: "optional", textContent: " optional" })),
        made("td", {}, ...kind),
        made("td", {}, ...prose(text))));
    const wrapped = made("table", { className: "fields" }, made("thead", {}, made("tr", {}, ...head)), made("tbody", {}, ...body));
    return wrapped;
  }

  function fields(first, schema, all) {
    const rows = properties(schema, all).map(({ name, value, required }) => ({ name, required, kind: kindOf(value, all), text: describe(value) }));
    return rows.length > 0 ? table(first, rows) : null;
  }

  /** A value that a field could have, for the line that is copied. */
  function sample(schema, all, depth = 0) {
    const whole = refName(schema) ? all[refName(schema)] : schema;
    if (!whole || depth > 3) return "…";
    if (whole.example !== undefined) return whole.example;
    if (whole.enum) return whole.enum[0];
    const choices = whole.oneOf ?? whole.anyOf;
    if (choices) return sample(choices[0], all, depth + 1);
    const type = [whole.type].flat().find((one) => one !== "null");
    if (type === "array") return [];
    if (type === "boolean") return true;
    if (type === "integer" || type === "number") return whole.minimum ?? 1;
    if (type === "string") return "…";
    const needed = properties(whole, all).filter(({ required }) => required);
    return Object.fromEntries(needed.map(({ name, value }) => [name, sample(value, all, depth + 1)]));
  }

  function curl(method, path, operation, all) {
    const lines = [`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}'${location.origin}${path}'`];
    if (operation.security?.length !== 0) lines.push("-H 'Authorization: Bearer TOKEN'");
    const body = operation.requestBody?.content?.["application/json"]?.schema;
    if (body) lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(sample(body, all)).replaceAll("'", "'\\''")}'`);
    const code = made("code", { textContent: lines.join(" \\\n  ") });
    const copy = made("button", { type: "button", className: "copy", textContent: words.copy });
    const block = made("div", { className: "code" },
      made("pre", { tabIndex: 0, ariaLabel: "Shell" }, code), copy);
    block.dataset.language = "sh";
    copiable(copy);
    return block;
  }

  function roles(operation) {
    const asked = (operation.security ?? []).flatMap((way) => Object.values(way).flat());
    if (asked.length === 0) return "Anybody may";
    return asked.includes("agent") ? "Agents and admins" : "Admins alone";
  }

  function answers(operation, shared) {
    const rows = Object.entries(operation.responses ?? {}).map(([status, given]) => {
      const answer = given.$ref ? shared[refName(given)] : given;
      const schema = answer?.content?.["application/json"]?.schema;
      return { name: status, required: true, kind: schema ? kindOf(schema, {}) : ["nothing"], text: answer?.description };
    });
    return rows.length > 0 ? table("Status", rows) : null;
  }

  function section(title, content) {
    return content ? [made("h4", { textContent: title }), content] : [];
  }

  function operationOf({ method, path, operation }, { schemas, responses }) {
    const all = schemas ?? {};
    const name = made("h3", { id: operation.operationId },
      made("code", { className: `method method-${method}`, textContent: method.toUpperCase() }), " ",
      made("code", { textContent: path }));
    const parameters = (operation.parameters ?? []).map(({ name: called, required, schema, description, in: where }) => ({
      name: called, required, kind: [...kindOf(schema, all), ` in the ${where}`], text: description ?? describe(schema),
    }));
    const body = operation.requestBody?.content?.["application/json"]?.schema;
    const known = made("details", {}, made("summary", { textContent: "Parameters, body and answers" }),
      ...section("Parameters", parameters.length > 0 ? table("Name", parameters) : null),
      ...section("Body", body ? fields("Field", body, all) ?? made("p", {}, ...kindOf(body, all)) : null),
      ...section("Answers", answers(operation, responses ?? {})));
    return made("section", { className: "operation" }, name,
      made("p", {}, `${operation.summary ?? ""} `, made("span", { className: "chip", textContent: roles(operation) })),
      ...prose(operation.description), curl(method, path, operation, all), known);
  }

  /** The operations by what they are about. */
  function groups(description) {
    const found = new Map();
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const method of METHODS.filter((one) => methods[one])) {
        const operation = methods[method];
        const group = operation.tags?.[0] ?? "other";
        found.set(group, [...(found.get(group) ?? []), { method, path, operation }]);
      }
    }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  const title = (group) => group[0].toUpperCase() + group.slice(1);

  function show(description) {
    const all = description.components?.schemas ?? {};
    const parts = groups(description).flatMap(([group, operations]) => [
      made("h2", { id: `about-${group}`, textContent: title(group) }),
      ...operations.map((one) => operationOf(one, description.components ?? {})),
    ]);
    const shapes = Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([name, schema]) => [
      made("h3", { id: `shape-${name}` }, made("code", { textContent: name })),
      ...prose(schema.description),
      fields("Field", schema, all) ?? made("p", {}, ...kindOf(schema, all)),
    ]);
    place.removeAttribute("role");
    place.replaceChildren(...parts, made("h2", { id: "shapes", textContent: "Shapes" }), ...shapes);
    const list = document.querySelector(".sections ul");
    const links = [...groups(description).map(([group]) => [`about-${group}`, title(group)]), ["shapes", "Shapes"]];
    list?.append(...links.map(([id, textContent]) => made("li", {}, made("a", { href: `#${id}`, textContent }))));
    reveal();
  }

  /* An address that names a place which the script has made only now. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !place.contains(target)) return;
    const details = target.closest(".operation")?.querySelector("details");
    if (details) details.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", reveal);
  apiDescription().then(show).catch(() => {
    place.replaceChildren(made("p", {}, "The description could not be loaded. Reload the page to try again."));
  });
}
