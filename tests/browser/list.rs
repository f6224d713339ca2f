//! The list of conversations: long ones, search, filters, and that they stay in the address.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, binary, scenario};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

/// How many rows may stand in the page.
const MOST: usize = 60;
/// The height of a row.
const ROW: u64 = 80;
/// How many rows come at once.
const PAGE: u64 = 40;

/// What the list is like: rows in the page, height of all that were loaded, whether every place that can be seen has its
/// row, and the number of the row with the focus.
const LOOK: &str = "
    const view = document.querySelector('[data-testid=list]');
    const rows = [...view.querySelectorAll('[data-testid=conversation-row]')];
    const box = view.getBoundingClientRect();
    const end = view.querySelector('.rows-window')?.getBoundingClientRect().bottom ?? 0;
    let full = true;
    for (let y = box.top + 40; y < Math.min(box.bottom, end) - 1; y += 40)
        full &&= rows.some((row) => row.getBoundingClientRect().top <= y + 1 && row.getBoundingClientRect().bottom >= y - 1);
    const at = document.activeElement.closest('li')?.getAttribute('aria-posinset') ?? null;
    return {rows: rows.length, height: view.querySelector('.rows-window')?.offsetHeight ?? 0, full, at: at && Number(at),
        top: Math.round(view.scrollTop), sizes: [...new Set(rows.map((row) => row.parentElement.getAttribute('aria-setsize')))]}";

async fn look(agent: &Agent) -> Result<Value> {
    agent.js(LOOK, &[]).await
}

/// Waits until the list looks so.
async fn looks(agent: &Agent, what: &str, so: impl Fn(&Value) -> bool) -> Result<Value> {
    until(what, SOON, async || {
        let list = look(agent).await?;
        ensure!(so(&list), "{list}");
        Ok(Some(list))
    })
    .await
}

async fn seed(stage: &Stage, conversations: &str) -> Result<()> {
    let arguments = ["seed", "--conversations", conversations, "--messages", "1"];
    let output = binary::run(stage.data.path(), &arguments).await?;
    ensure!(output.status.success(), "{output:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_thousands_loads_as_it_is_scrolled_and_keeps_few_rows_in_the_page() -> Result<()>
{
    scenario(async |stage| {
        seed(stage, "1500").await?;
        let agent = stage.admin().await?;
        let first = looks(agent, "the first page", |list| list["full"] == true).await?;
        ensure!(first["height"] == PAGE * ROW, "more was loaded than was asked for: {first}");
        ensure!(first["sizes"] == json!(["-1"]), "{first}");

        let mut height = PAGE * ROW;
        for _ in 0..10 {
            let scroll = "const view = document.querySelector('[data-testid=list]'); view.scrollTop = view.scrollHeight; return null";
            agent.js::<Value>(scroll, &[]).await?;
            let list = looks(agent, "a further page", |list| {
                list["full"] == true && list["height"].as_u64().is_some_and(|now| now > height)
            })
            .await?;
            let rows = list["rows"].as_u64().context("no rows")?;
            ensure!(usize::try_from(rows)? <= MOST, "{list}");
            height = list["height"].as_u64().context("no height")?;
        }
        ensure!(height >= 11 * PAGE * ROW, "{height}");

        // Up and down at any place of what is loaded, without waiting for anything.
        let jump = "
            const view = document.querySelector('[data-testid=list]');
            let most = 0, step = 0;
            const frame = () => {
                most = Math.max(most, view.querySelectorAll('[data-testid=conversation-row]').length);
                if (step++ === 60) return done(most);
                view.scrollTop = (step * 7919) % (view.scrollHeight - view.clientHeight);
                requestAnimationFrame(frame);
            };
            frame();";
        let most: usize = agent.js_later(jump).await?;
        ensure!(most <= MOST, "{most} rows while it was scrolled");
        looks(agent, "every row that can be seen", |list| list["full"] == true).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_reaches_rows_that_are_not_in_the_page_and_loads_more() -> Result<()> {
    scenario(async |stage| {
        seed(stage, "300").await?;
        let agent = stage.admin().await?;
        let free = "document.activeElement.blur(); return null";
        agent.js::<Value>(free, &[]).await?;
        for (key, at) in [
            ('j', 1),
            ('j', 2),
            (char::from(Key::Down), 3),
            (char::from(Key::PageDown), 13),
            (char::from(Key::Up), 12),
            (char::from(Key::PageUp), 2),
            (char::from(Key::End), PAGE),
        ] {
            agent.press(key).await?;
            looks(agent, &format!("row {at}"), |list| list["at"] == at).await?;
        }
        let list = looks(agent, "another page", |list| {
            list["height"] == 2 * PAGE * ROW
        })
        .await?;
        ensure!(
            list["full"] == true && list["top"].as_u64() > Some(0),
            "{list}"
        );
        agent.press('j').await?;
        looks(agent, "the row after the first page", |list| {
            list["at"] == PAGE + 1
        })
        .await?;

        // The row with the focus stays in the page, however far the list is scrolled away from it.
        let up = "document.querySelector('[data-testid=list]').scrollTop = 0; return null";
        agent.js::<Value>(up, &[]).await?;
        looks(agent, "the top", |list| {
            list["top"] == 0 && list["at"] == PAGE + 1
        })
        .await?;
        agent.press('j').await?;
        let list = looks(agent, "the next row", |list| list["at"] == PAGE + 2).await?;
        ensure!(
            list["top"].as_u64() > Some(0),
            "the row with the focus cannot be seen: {list}"
        );
        agent.press(Key::Enter).await?;
        agent.see(&hook("conversation")).await?;
        agent.press(Key::Home).await?;
        looks(agent, "the first row", |list| {
            list["at"] == 1 && list["top"] == 0
        })
        .await?;
        Ok(())
    })
    .await
}

/// Gives the contact of a conversation another name.
async fn rename(stage: &Stage, conversation: &str, name: &str) -> Result<()> {
    let person = stage.conversation(conversation).await?["person"]["id"].clone();
    let path = format!("/api/contacts/{}", person.as_str().context("no contact")?);
    let api = stage.api().await?;
    api.must(Method::PATCH, &path, Some(&json!({"name": name})))
        .await?;
    Ok(())
}

async fn rows_are(agent: &Agent, what: &str, want: &[&str]) -> Result<()> {
    until_equal(
        what,
        want.iter().map(|&id| id.to_owned()).collect(),
        async || {
            let rows =
                "return [...document.querySelectorAll(arguments[0])].map((row) => row.dataset.id)";
            let outdated = "return document.querySelector('.is-outdated') !== null";
            ensure!(
                !agent.js::<bool>(outdated, &[]).await?,
                "the answer is not there yet"
            );
            agent
                .js::<Vec<String>>(rows, &[hook("conversation-row").into()])
                .await
        },
    )
    .await
}

async fn query_is(agent: &Agent, want: &str) -> Result<()> {
    until_equal("the query of the address", want.to_owned(), async || {
        Ok(agent
            .current_url()
            .await?
            .query()
            .unwrap_or_default()
            .to_owned())
    })
    .await
}

async fn search_says(agent: &Agent, want: &str) -> Result<()> {
    until_equal("the search", Some(want.to_owned()), async || {
        Ok(agent.see(&hook("search")).await?.prop("value").await?)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_heeds_neither_case_nor_accents_and_stays_in_the_address() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        rename(stage, &rows[2], "João Quixadá").await?;
        agent.reload().await?;
        agent.press('/').await?;
        for letter in "joao QUIXADA".chars() {
            agent.press(letter).await?;
        }
        rows_are(agent, "who was searched", &[&rows[2]]).await?;
        query_is(agent, "q=joao+QUIXADA").await?;

        agent.open(&rows[2]).await?;
        query_is(agent, "q=joao+QUIXADA").await?;
        agent.reload().await?;
        rows_are(agent, "the same after a reload", &[&rows[2]]).await?;
        search_says(agent, "joao QUIXADA").await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[2]))
            .await?;

        // Back leads out of the conversation, then out of the search.
        agent.back().await?;
        agent.gone(&hook("conversation")).await?;
        rows_are(agent, "the search without the conversation", &[&rows[2]]).await?;
        agent.back().await?;
        query_is(agent, "").await?;
        search_says(agent, "").await?;
        until_equal("the whole list", rows.clone(), async || agent.rows().await).await?;
        agent.forward().await?;
        search_says(agent, "joao QUIXADA").await?;
        rows_are(agent, "the search again", &[&rows[2]]).await?;

        // Esc clears what is searched, and leaves what is open.
        agent.open(&rows[2]).await?;
        agent.press('/').await?;
        agent.press(Key::Escape).await?;
        search_says(agent, "").await?;
        until_equal("the whole list", rows.clone(), async || agent.rows().await).await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[2]))
            .await?;

        agent.fill(&hook("search"), "nobody is called that").await?;
        agent.see(&hook("list-nothing")).await?;
        agent.click(&hook("list-search-all")).await?;
        query_is(agent, "q=nobody+is+called+that&status=all").await?;
        agent.click(&hook("list-clear")).await?;
        query_is(agent, "").await?;
        until_equal("the whole list", rows.clone(), async || agent.rows().await).await
    })
    .await
}

async fn set_status(stage: &Stage, id: &str, status: &str) -> Result<()> {
    let path = format!("/api/conversations/{id}");
    let body = json!({"status": status});
    stage
        .api()
        .await?
        .must(Method::PATCH, &path, Some(&body))
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_what_is_open_until_it_is_asked_for_all_and_follows_every_change()
-> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let open = agent.rows().await?;
        for id in &open {
            ensure!(
                stage.conversation(id).await?["status"] == "open",
                "{id} is closed"
            );
        }
        agent.open(&open[0]).await?;
        // One that a colleague closes goes; the open one goes from the list once another is chosen.
        set_status(stage, &open[1], "closed").await?;
        agent
            .gone(&hook_of("conversation-row", "data-id", &open[1]))
            .await?;
        set_status(stage, &open[0], "closed").await?;
        agent.see(&hook("composer-reopen")).await?;
        agent
            .see(&hook_of("conversation-row", "data-id", &open[0]))
            .await?;
        agent.open(&open[2]).await?;
        agent
            .gone(&hook_of("conversation-row", "data-id", &open[0]))
            .await?;
        let rest: Vec<&str> = open[2..].iter().map(String::as_str).collect();
        rows_are(agent, "what is still open", &rest).await?;

        agent
            .click(&hook_of("filter-status", "data-status", "closed"))
            .await?;
        query_is(agent, "status=closed").await?;
        let closed = until("the closed ones", SOON, async || {
            let rows = agent.rows().await?;
            Ok(rows.contains(&open[0]).then_some(rows))
        })
        .await?;
        ensure!(
            closed.contains(&open[1]) && !closed.contains(&open[2]),
            "{closed:?}"
        );
        agent
            .see(&hook_of("conversation", "data-id", &open[2]))
            .await?;
        set_status(stage, &open[1], "open").await?;
        agent
            .gone(&hook_of("conversation-row", "data-id", &open[1]))
            .await?;

        agent
            .click(&hook_of("filter-status", "data-status", "all"))
            .await?;
        query_is(agent, "status=all").await?;
        until("all of them", SOON, async || {
            let rows = agent.rows().await?;
            Ok(open.iter().all(|id| rows.contains(id)).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_join_show_as_chips_and_each_can_be_taken_away() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let mut told = Vec::new();
        for row in &rows {
            told.push((row.as_str(), stage.conversation(row).await?));
        }
        let (tag, member) = told
            .iter()
            .find_map(|(_, told)| Some((told["tags"][0].as_str()?, told["assignee"].as_str()?)))
            .context("no conversation with a tag and an assignee")?;
        let has_tag = |told: &Value| {
            let tags = told["tags"].as_array();
            tags.is_some_and(|tags| tags.iter().any(|has| has == tag))
        };
        let tagged: Vec<&str> = told
            .iter()
            .filter(|(_, told)| has_tag(told))
            .map(|(row, _)| *row)
            .collect();
        let want: Vec<&str> = told
            .iter()
            .filter(|(_, told)| has_tag(told) && told["assignee"] == member)
            .map(|(row, _)| *row)
            .collect();
        ensure!(
            !tagged.is_empty() && tagged.len() < rows.len(),
            "{tagged:?} of {rows:?}"
        );

        agent.click(&hook("filters")).await?;
        agent.pick(".filter-sheet select[name=tag]", tag).await?;
        rows_are(agent, "those with the tag", &tagged).await?;
        agent
            .pick(".filter-sheet select[name=assignee]", member)
            .await?;
        query_is(agent, &format!("assignee={member}&tag={tag}")).await?;
        rows_are(agent, "those of the member with the tag", &want).await?;
        agent.press(Key::Escape).await?;
        agent.gone(".filter-sheet").await?;

        agent.reload().await?;
        rows_are(agent, "the same after a reload", &want).await?;
        agent
            .click(&hook_of("filter-chip", "data-filter", "assignee"))
            .await?;
        query_is(agent, &format!("tag={tag}")).await?;
        rows_are(agent, "those with the tag again", &tagged).await?;
        agent.click(&hook("filters-clear")).await?;
        query_is(agent, "").await?;
        agent.gone(&hook("filter-chip")).await?;
        until_equal("the whole list", rows.clone(), async || agent.rows().await).await?;
        agent.back().await?;
        agent
            .see(&hook_of("filter-chip", "data-filter", "tag"))
            .await?;
        rows_are(agent, "the filter again", &tagged).await
    })
    .await
}

/// What each row of the list shows of itself.
const SHOWN: &str = "return [...document.querySelectorAll('[data-testid=conversation-row]')].map((row) => ({
    id: row.dataset.id, name: row.querySelector('.row-name').innerText, found: row.querySelector('[data-testid=row-found]')?.innerText ?? null,
    marks: [...row.querySelectorAll('mark')].map((mark) => mark.innerText),
    tags: [...row.querySelectorAll('.row-tag')].map((tag) => tag.innerText),
    assignee: row.querySelector('[data-testid=row-assignee] .hidden-text')?.textContent ?? null}))";

#[tokio::test(flavor = "multi_thread")]
async fn mine_what_is_nobodys_and_who_waits_longest_are_one_click_away() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let me = "101";
        let api = stage.api().await?;
        let list = async |query: &str| -> Result<Vec<String>> {
            let rows = api
                .get(&format!("/api/conversations?limit=200&{query}"))
                .await?;
            let ids = rows["items"].as_array().into_iter().flatten();
            Ok(ids
                .filter_map(|row| row["id"].as_str().map(str::to_owned))
                .collect())
        };
        for (view, query, asked) in [
            ("mine", "assignee=me", format!("status=open&assignee={me}")),
            (
                "unassigned",
                "assignee=none",
                "status=open&assignee=none".to_owned(),
            ),
            ("open", "", "status=open".to_owned()),
        ] {
            agent
                .click(&hook_of("filter-status", "data-status", view))
                .await?;
            query_is(agent, query).await?;
            let want = list(&asked).await?;
            ensure!(!want.is_empty(), "{view}");
            rows_are(
                agent,
                view,
                &want.iter().map(String::as_str).collect::<Vec<_>>(),
            )
            .await?;
            agent.gone(&hook("filter-chip")).await?;
            let segment = hook_of("filter-status", "data-status", view);
            let count = format!("{segment} .segment-count");
            agent.reads(&count, &want.len().to_string()).await?;
            let pressed = agent.see(&segment).await?.attr("aria-pressed").await?;
            ensure!(pressed.as_deref() == Some("true"), "{view}: {pressed:?}");
        }

        // The order is in the address, and a new message or an answer moves a row in it.
        agent.pick(".filters select[name=order]", "waiting").await?;
        query_is(agent, "order=waiting").await?;
        let want = list("status=open&order=waiting").await?;
        rows_are(
            agent,
            "who waits longest",
            &want.iter().map(String::as_str).collect::<Vec<_>>(),
        )
        .await?;
        agent.reload().await?;
        rows_are(
            agent,
            "the same after a reload",
            &want.iter().map(String::as_str).collect::<Vec<_>>(),
        )
        .await?;
        let answer = json!({"type": "text", "text": "Já vejo."});
        let first = want.first().context("nobody waits")?;
        api.post(&format!("/api/conversations/{first}/messages"), &answer)
            .await?;
        let want = list("status=open&order=waiting").await?;
        ensure!(want.first() != Some(first), "{want:?}");
        rows_are(
            agent,
            "without who was answered",
            &want.iter().map(String::as_str).collect::<Vec<_>>(),
        )
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_says_why_it_was_found_who_is_in_charge_and_how_it_is_tagged() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows: Vec<Value> = agent.js(SHOWN, &[]).await?;
        let named = rows
            .iter()
            .any(|row| row["tags"].as_array().is_some_and(|tags| !tags.is_empty()));
        let charged = rows
            .iter()
            .any(|row| row["assignee"].as_str().is_some_and(|name| name.len() > 6));
        ensure!(named && charged, "{rows:?}");
        agent.visit("/inbox?status=all").await?;
        agent.fill(&hook("search"), "terracota").await?;
        let rows = until("the rows that were found", SOON, async || {
            let rows: Vec<Value> = agent.js(SHOWN, &[]).await?;
            let all = rows.iter().all(|row| row["found"].is_string());
            Ok((all && !rows.is_empty()).then_some(rows))
        })
        .await?;
        for row in &rows {
            let mark = row["marks"][0].as_str().unwrap_or_default().to_lowercase();
            ensure!(mark.starts_with("terracota"), "{row}");
            ensure!(
                row["found"]
                    .as_str()
                    .is_some_and(|text| text.to_lowercase().contains("terracota")),
                "{row}"
            );
        }
        let said = agent.see(&hook("list-found")).await?.text().await?;
        ensure!(said.starts_with(&rows.len().to_string()), "{said}");
        // A name that fits is marked where it stands.
        agent.fill(&hook("search"), "mariana").await?;
        until("the marked name", SOON, async || {
            let rows: Vec<Value> = agent.js(SHOWN, &[]).await?;
            let is = rows
                .iter()
                .any(|row| row["marks"][0] == "Mariana" && row["found"].is_null());
            Ok(is.then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unread_are_counted_in_the_head_and_in_the_windows_name() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        agent.rows().await?;
        let api = stage.api().await?;
        let kept = async || {
            let list = api.get("/api/conversations?limit=1").await?;
            list["unread"].as_u64().context("no count")
        };
        let told = async |count: u64| {
            let seen = "return [document.title, document.querySelector('[data-testid=unread] [aria-hidden]')?.textContent ?? '']";
            let title = if count > 0 {
                format!("({count}) ")
            } else {
                String::new()
            };
            until(&format!("{count} unread"), SOON, async || {
                let (name, head): (String, String) = agent.js(seen, &[]).await?;
                let head_says = if count > 0 { count.to_string() } else { String::new() };
                Ok((name.starts_with(&title) && name.starts_with('(') == (count > 0) && head == head_says).then_some(()))
            })
            .await
        };
        let before = kept().await?;
        told(before).await?;
        let channels = api.get("/api/channels").await?;
        let channel = channels["items"][0]["id"].as_str().context("no channel")?;
        let path = format!("/api/channels/{channel}/messages");
        let message = json!({"sender": "nova@exemplo.com.br", "type": "text", "content": "Boa tarde"});
        let taken = api.post(&path, &message).await?;
        told(before + 1).await?;
        let id = taken["conversation"]["id"].as_str().context("no id")?;
        agent.open(id).await?;
        told(before).await?;
        ensure!(kept().await? == before);
        Ok(())
    })
    .await
}
