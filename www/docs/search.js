/* The search box: over names and texts, by keyboard. "/" goes to it, arrows choose, Enter opens, Esc leaves. */
{
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const status = box.querySelector("[role=status]");
  const MOST = 12;

  /* What the reference calls what people look for in Portuguese, without accents, in the singular. */
  const PORTUGUESE = {
    abrir: "open", acrescentar: "add", adicionar: "add", agente: "agent", altura: "height", anexo: "media file", anotacao: "note",
    apagar: "remove delete", aplicativo: "plugin", armazenamento: "storage", armazenar: "storage store", arquivo: "file", assinar: "on",
    atender: "assign", atendente: "agent member", atendimento: "attendance", atribuir: "assign", atualizar: "update change", aviso: "toast",
    bloqueado: "blocked", busca: "search", buscar: "search list", cadastrar: "register create", cadastro: "registration", caixa: "inbox",
    campo: "field property", canal: "channel", cancelar: "abort cancel", carregando: "loading", chave: "key secret", cliente: "contact",
    codigo: "code", colar: "insert", comando: "command", comecar: "first begin", concluir: "close", conexao: "connection",
    configuracao: "settings", construcao: "build", contato: "contact", conversa: "conversation", copiar: "copy", cor: "theme colour",
    criar: "create add", dado: "data", desenvolvedor: "console", dialogo: "dialog", distintivo: "badge", editar: "change set",
    endereco: "address endpoint", enviar: "send", equipe: "group", erro: "error", escolher: "select", escrever: "insert write",
    escutar: "on listen", esperar: "wait", estado: "state", etiqueta: "tag", evento: "event", excluir: "remove delete",
    fechado: "closed", fechar: "close closing", ficha: "token", formulario: "form", foto: "picture image", fundir: "merge",
    gravar: "set put", grupo: "group", guardar: "storage set", historico: "messages", icone: "icon", idioma: "locale language",
    imagem: "image media", inserir: "insert", instalar: "install npm", janela: "frame window", limite: "limit", lingua: "locale",
    lista: "list", listar: "list", marcador: "tag", marcar: "tag", membro: "member", mensagem: "message", mover: "move",
    mudar: "change set", nota: "note", notificacao: "toast badge", numero: "number badge", pagina: "page", painel: "panel frame",
    pedido: "request", pergunta: "dialog form", permissao: "denied role", pessoa: "contact member", pesquisa: "search",
    politica: "policy", porta: "port", propriedade: "property", quadro: "frame", rascunho: "draft insert", receber: "receive message",
    recarregar: "reload", registrar: "register", remover: "remove", responder: "reply send", resposta: "answer reply",
    salvar: "set storage", segredo: "secret", seguranca: "security secret", selo: "badge", senha: "secret token", servidor: "server",
    sessao: "session attendance", tamanho: "height large", tecla: "key", telefone: "phone", tema: "theme",
    tempo: "timeout", texto: "text", tipo: "type", tirar: "remove", trocar: "change", usuario: "member user", valor: "value",
    versao: "version build", visivel: "visible",
  };

  /* Words that say nothing of what is looked for. */
  const LITTLE = new Set(["a", "as", "ao", "com", "como", "fazer", "how", "da", "das", "de", "do", "dos", "e", "em", "na", "no", "o", "os", "para", "por", "um", "uma", "the", "to", "of"]);
  let index = null;
  let chosen = -1;

  box.hidden = false;

  async function load() {
    if (index) return index;
    const answer = await fetch(box.dataset.index);
    if (!answer.ok) throw new Error(`HTTP status ${answer.status}`);
    index = [...(await answer.json()), ...(await operations())];
    for (const entry of index) {
      entry.name = plain(entry.t);
      entry.text = plain(entry.x);
    }
    return index;
  }

  /* The operations of the HTTP API are found as well, where the server describes them. */
  async function operations() {
    try {
      const { paths } = await apiDescription();
      return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods)
        .filter(([, { operationId }]) => operationId)
        .map(([method, { operationId, summary, description, tags }]) => ({
          t: `${method.toUpperCase()} ${path}`, u: `/docs/api#${operationId}`, k: "HTTP API",
          x: [summary, description, tags?.join(" "), operationId].filter(Boolean).join(" "),
        })));
    } catch {
      return [];
    }
  }

  /* Without accents and capitals, and with a space where a capital began a word: addTag is "add tag" too. */
  function plain(text) {
    const apart = text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_.]/g, " ");
    return `${text} ${apart}`.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function weigh(entry, parts) {
    let weight = 0;
    for (const spellings of parts) {
      const best = Math.max(...spellings.map((part) => {
        if (entry.name.startsWith(part)) return 100 - Math.min(entry.t.length, 50);
        if (entry.name.includes(part)) return 40;
        return entry.text.includes(part) ? 5 : 0;
      }));
      if (best === 0) return 0;
      weight += best;
    }
    // What a plugin calls comes before what other programs do, a page of its own before a place on another page.
    if (entry.k === "HTTP API") return weight / 4;
    return entry.u.includes("#") ? weight : weight + 8;
  }

  function find(asked) {
    const asks = asked.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean);
    const telling = asks.filter((part) => !LITTLE.has(part));
    const parts = (telling.length > 0 ? telling : asks).map(alternatives);
    if (parts.length === 0) return [];
    return index
      .map((entry) => ({ entry, weight: weigh(entry, parts) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST)
      .map(({ entry }) => entry);
  }

  /* A word as it was typed, and what it is called here: many who search think in Portuguese. The beginning of a word will do. */
  function alternatives(part) {
    const singular = [[/s$/, ""], [/es$/, ""], [/ns$/, "m"], [/oes$/, "ao"], [/ais$/, "al"], [/eis$/, "el"]];
    const forms = new Set([part, ...singular.map(([end, instead]) => part.replace(end, instead))]);
    const known = Object.entries(PORTUGUESE).filter(([word]) => forms.has(word) || (part.length > 3 && word.startsWith(part)));
    return [part, ...known.flatMap(([, english]) => english.split(" "))];
  }

  function item(entry, place) {
    const row = document.createElement("li");
    row.role = "presentation";
    const link = document.createElement("a");
    Object.assign(link, { id: `found-${place}`, role: "option", href: entry.u, tabIndex: -1 });
    const kind = document.createElement("small");
    kind.textContent = words[entry.k] ?? entry.k;
    const name = document.createElement("b");
    name.textContent = entry.t;
    const text = document.createElement("span");
    text.textContent = entry.x.slice(0, 120);
    link.append(name, kind, text);
    row.append(link);
    return row;
  }

  function choose(place) {
    const options = [...list.querySelectorAll("[role=option]")];
    chosen = options.length === 0 ? -1 : (place + options.length) % options.length;
    for (const [at, option] of options.entries()) option.setAttribute("aria-selected", at === chosen);
    const option = options[chosen];
    if (option) option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option ? option.id : "");
  }

  function close() {
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function say(text) {
    const line = document.createElement("li");
    line.className = "nothing";
    line.role = "presentation";
    line.textContent = text;
    list.replaceChildren(line);
    status.textContent = text;
  }

  async function show() {
    const asked = input.value.trim();
    if (!asked) return close();
    try {
      await load();
    } catch {
      list.hidden = false;
      return say(words.noIndex);
    }
    if (input.value.trim() !== asked) return;
    const found = find(asked);
    list.replaceChildren(...found.map(item));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length === 0) say(words.none);
    else status.textContent = words.found(found.length);
    choose(0);
  }

  input.oninput = show;
  input.onfocus = show;
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") list.querySelector("[aria-selected=true]")?.click();
    else if (event.key === "Escape") input.value ? (input.value = "", close()) : input.blur();
    else return;
    event.preventDefault();
  };
  // A press on a result must not take the focus before the click comes.
  list.onmousedown = (event) => event.preventDefault();
  input.onblur = close;

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
