/*
 * Calls of apps, between a plugin's values and what the server reads and writes.
 */

/*
 * The body that the server is asked with, as text: numbers and truths of the query as texts, and a body that is no text as JSON.
 * Whatever else there is the server refuses by its name.
 */
export function asked({ app, query, body, ...rest }) {
    for (const key in query) if (/^(number|boolean)$/.test(typeof query[key])) query[key] += "";
    if (body !== undefined && typeof body !== "string") body = JSON.stringify(body);
    return JSON.stringify({ ...rest, query, body });
}

/* What the plugin gets of the server's answer: a body that says to be JSON, and is, is read. */
export function answered(text) {
    const answer = JSON.parse(text);
    try {
        if (/[/+]json\b/.test(answer.headers["content-type"])) answer.body = JSON.parse(answer.body);
    } catch {
        /* Then it stays a text, as one that is cut off or empty. */
    }
    return answer;
}
