// Before the first paint: the colours and the language that were chosen here or in the inbox.
{
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(`encaixe.${name}`);
    } catch {
      return null; // a browser that refuses storage has no choice to follow
    }
  };
  root.dataset.theme = kept("theme") ?? "system";
  const wanted = kept("locale") ?? navigator.language;
  root.dataset.language = wanted.startsWith("pt") ? "pt-BR" : "en";
}
