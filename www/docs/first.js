// Before the first paint: the colours that were chosen here or in the inbox.
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
}
