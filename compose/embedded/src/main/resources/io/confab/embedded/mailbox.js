// Puts new mails on the page as they come, without a reload, so that neither the place on the page nor the focus is lost.
// It asks only while the page is seen, and less often while the server is away.

const SOON = 2_000;
const LATER = 10_000;

const mails = document.getElementById("mails");
const news = document.getElementById("news");

async function newest() {
  const response = await fetch("/api/v1/messages?limit=1");
  const page = await response.json();
  return page.messages.length > 0 ? page.messages[0].ID : "";
}

async function refresh() {
  const response = await fetch("/");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("mails");
  const added = [...fresh.querySelectorAll("article")].filter((article) => !document.getElementById(article.id));
  if (mails.querySelector("article")) {
    mails.prepend(...added);
  } else {
    mails.replaceChildren(...fresh.childNodes);
  }
  mails.dataset.newest = fresh.dataset.newest;
  news.textContent = added.length === 1 ? "1 new mail" : `${added.length} new mails`;
}

async function look() {
  let next = SOON;
  try {
    if (!document.hidden && (await newest()) !== mails.dataset.newest) {
      await refresh();
    }
    if (news.dataset.away) {
      delete news.dataset.away;
      news.textContent = "";
    }
  } catch {
    news.dataset.away = "yes";
    news.textContent = "The mail server does not answer. Trying again.";
    next = LATER;
  }
  setTimeout(look, next);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    newest()
      .then((id) => (id === mails.dataset.newest ? undefined : refresh()))
      .catch(() => undefined); // the next look says so
  }
});
setTimeout(look, SOON);
