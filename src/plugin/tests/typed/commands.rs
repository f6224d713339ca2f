//! Every command: it sends the golden request and reads the golden reply.

use std::collections::BTreeMap;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::protocol::command::send_form::{Choice, Item, ItemKind};
use encaixe_plugin::typed::{
    Answer, Answers, AppRequest, Assignee, Dialog, Error, Fields, Form, Group, Height, Kinbox,
    Message, Owner, Question, Stretch, Tag, Toast, Value,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Host, HostPort, function, get, json, parse};
use super::{connected, open, start};

/// The golden request and reply of a command.
macro_rules! golden {
    ($name:literal) => {
        [
            include_str!(concat!("../../../protocol/golden/request_", $name, ".json")),
            include_str!(concat!("../../../protocol/golden/reply_", $name, ".json")),
        ]
    };
}

/// What the golden request makes.
#[derive(serde::Serialize)]
struct Task {
    name: &'static str,
    completed: bool,
    assignee: Option<u32>,
    tags: [&'static str; 1],
}

impl Task {
    const fn new(name: &'static str) -> Self {
        let (completed, assignee, tags) = (false, None, ["contato"]);
        Self {
            name,
            completed,
            assignee,
            tags,
        }
    }
}

struct Desk {
    kinbox: Kinbox,
    line: HostPort,
}

impl Desk {
    /// Makes a call, compares what is sent with the golden request, and gives what the golden reply becomes.
    async fn play<T: Clone + 'static>(
        &self,
        [request, reply]: [&str; 2],
        call: impl Future<Output = Result<T, Error>> + 'static,
    ) -> T {
        let task = start(call);
        let sent = self.line.next().await;
        assert_eq!(sorted(&sent), sorted(&parse(request)));
        self.line.reply(&sent, &json(&get(&parse(reply), "ok")));
        task.end().await.unwrap()
    }
}

/// Command, params and conversation as JSON, every object's keys in their order.
fn sorted(request: &JsValue) -> String {
    let code = "const order = (_, it) => it && typeof it === 'object' && !Array.isArray(it)
            ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => a < b ? -1 : 1)) : it;
        const {command, params, conversation} = it;
        return JSON.stringify({command, params, conversation}, order)";
    let text = function("it", code).call1(&JsValue::NULL, request).unwrap();
    text.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn every_command_sends_the_golden_request_and_reads_the_golden_reply() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let desk = Desk { kinbox, line };
    for name in Name::ALL {
        check(&desk, *name).await;
    }
}

async fn check(desk: &Desk, name: Name) {
    let kinbox = desk.kinbox.clone();
    let bound = desk.kinbox.in_conversation("955");
    match name {
        Name::AddNote => {
            let call = async move { bound.add_note("Pediu a segunda via do boleto.").await };
            is_the_note(&desk.play(golden!("add_note"), call).await);
        }
        Name::AddTag => {
            let call = async move { bound.add_tag("5").await };
            let tags = desk.play(golden!("add_tag"), call).await;
            assert_eq!(tags, Some(vec![vip()]));
        }
        Name::AssignTo => {
            let call = async move { bound.assign_to(Some("850".into())).await };
            let assignee = desk.play(golden!("assign_to"), call).await;
            assert_eq!(assignee, Some(Some(Assignee { id: "850".into() })));
        }
        Name::Copy => {
            let call = async move { kinbox.copy("AU-10442").await };
            desk.play(golden!("copy"), call).await;
        }
        Name::Dialog => {
            let question = Dialog::confirm("Cancelar o pedido?")
                .description("O cliente recebe um aviso.")
                .ok_text("Cancelar pedido")
                .cancel_text("Voltar");
            let call = async move { kinbox.dialog(question).await };
            assert!(desk.play(golden!("dialog"), call).await);
        }
        Name::GetConversation => {
            let call = async move { kinbox.get_conversation().await };
            let data = desk.play(golden!("get_conversation"), call).await;
            assert_eq!(data.unwrap().contact.name, "Fulano");
        }
        Name::GetToken => {
            let call = async move { kinbox.get_token().await };
            let token = desk.play(golden!("get_token"), call).await;
            assert_eq!(token.split('.').count(), 3);
        }
        Name::GetWorkspaceInfo => {
            let call = async move { kinbox.get_workspace_info().await };
            let info = desk.play(golden!("get_workspace_info"), call).await;
            assert_eq!(info.custom_fields[1].options[0].value, "prime");
            assert_eq!(info.members[0].name, "Ana Souza");
        }
        Name::InsertText => {
            let call = async move { bound.insert_text("Seu pedido saiu hoje.").await };
            desk.play(golden!("insert_text"), call).await;
        }
        Name::ListMessages => {
            let (before, limit) = (Some("3021".into()), Some(2));
            let call = async move { bound.list_messages(Stretch { before, limit }).await };
            let messages = desk.play(golden!("list_messages"), call).await;
            is_the_note(&messages.messages[0]);
            assert_eq!(messages.earlier, Some("3022".into()));
        }
        Name::Loading => {
            let call = async move { kinbox.loading(true).await };
            desk.play(golden!("loading"), call).await;
        }
        Name::MoveToGroup => {
            let call = async move { bound.move_to_group(Some("475".into())).await };
            let group = desk.play(golden!("move_to_group"), call).await;
            assert_eq!(group, Some(Some(Group { id: "475".into() })));
        }
        Name::OpenConversation => {
            let call = async move { kinbox.open_conversation("956").await };
            desk.play(golden!("open_conversation"), call).await;
        }
        Name::RemoveTag => {
            let call = async move { bound.remove_tag("5").await };
            let tags = desk.play(golden!("remove_tag"), call).await;
            assert_eq!(tags, Some(Vec::new()));
        }
        Name::Request => {
            let task = BTreeMap::from([("data", Task::new("Segunda via do boleto"))]);
            let request = AppRequest::new("POST", "/tasks")
                .query("opt_pretty", "true")
                .header("asana-enable", "new_goal_memberships")
                .json(&task)
                .unwrap()
                .connection("c1");
            let call = async move { kinbox.request("asana", request).await };
            let answer = desk.play(golden!("request"), call).await;
            assert_eq!((answer.status, answer.base64), (201, false));
            let made: BTreeMap<String, BTreeMap<String, String>> = answer.json().unwrap();
            assert_eq!(made["data"]["gid"], "1204");
            assert!(answer.json::<Vec<u32>>().is_err());
        }
        Name::SendForm => {
            let call = async move { kinbox.send_form(form()).await };
            has_the_answers(&desk.play(golden!("send_form"), call).await.unwrap());
        }
        Name::SetBadge => {
            let call = async move { kinbox.set_badge(3).await };
            desk.play(golden!("set_badge"), call).await;
        }
        Name::SetHeight => {
            let call = async move { kinbox.set_height(Height::Pixels(420.5)).await };
            let height = desk.play(golden!("set_height"), call).await;
            assert_eq!(height, Some(420.5));
        }
        Name::SetProperty => {
            let fields = Fields::new()
                .key("salvar-plano")
                .number("filhos", 2.0)
                .list("interesses", ["bolsas"])
                .empty("plano");
            let owner = Owner::Contact("25".into());
            let call = async move { kinbox.set_property(owner, fields).await };
            desk.play(golden!("set_property"), call).await;
        }
        Name::StorageGet => {
            let storage = kinbox.user_storage();
            let call = async move { storage.get::<BTreeMap<String, bool>>("filtro").await };
            let value = desk.play(golden!("storage_get"), call).await;
            assert_eq!(value, Some(BTreeMap::from([("aberto".to_owned(), true)])));
        }
        Name::StorageKeys => {
            let storage = kinbox.workspace_storage();
            let call = async move { storage.keys().await };
            let keys = desk.play(golden!("storage_keys"), call).await;
            assert_eq!(keys, ["cotas", "filtro"]);
        }
        Name::StorageRemove => {
            let storage = kinbox.user_storage();
            let call = async move { storage.remove("filtro").await };
            desk.play(golden!("storage_remove"), call).await;
        }
        Name::StorageSet => {
            let storage = bound.storage();
            let call = async move { storage.set("etapa", "orçamento").await };
            desk.play(golden!("storage_set"), call).await;
        }
        Name::Toast => {
            let call = async move { kinbox.toast(Toast::Success, "Salvo").await };
            desk.play(golden!("toast"), call).await;
        }
    }
}

fn vip() -> Tag {
    Tag {
        id: "5".into(),
        name: "VIP".into(),
        color: "#facc15".into(),
        text_color: "#000000".into(),
    }
}

fn is_the_note(message: &Message) {
    assert_eq!(message.id.as_str(), "3022");
    assert_eq!(message.text, "Pediu a segunda via do boleto.");
}

/// The golden form.
fn form() -> Form {
    let choice = |value, label: Option<&str>| Choice {
        value,
        label: label.map(str::to_owned),
    };
    let size = Item {
        kind: ItemKind::Select,
        name: "tamanho".into(),
        label: Some("Tamanho".into()),
        description: None,
        required: None,
        options: Some(vec![
            choice(Value::Text("m".into()), Some("M")),
            choice(Value::Number(42.0), None),
        ]),
        value: None,
    };
    let date = Item {
        kind: ItemKind::Date,
        name: "prazo".into(),
        label: Some("Prazo".into()),
        required: Some(false),
        options: None,
        ..size.clone()
    };
    let items = Question::multi_select("itens", [("camisa", "Camisa"), ("meia", "Meia")])
        .label("Itens")
        .value(Answer::Many(vec![Value::Text("meia".into())]));
    let count = Question::number("quantidade")
        .label("Quantidade")
        .value(Answer::One(Value::Number(1.0)));
    Form::new("Abrir troca")
        .description("O estoque recebe o pedido na hora.")
        .question(Question::text("motivo").label("Motivo").required())
        .question(size.into())
        .question(items)
        .question(count)
        .question(
            Question::decimal("valor")
                .label("Valor")
                .description("Em reais"),
        )
        .question(date.into())
        .ok_text("Abrir")
        .cancel_text("Voltar")
}

fn has_the_answers(answers: &Answers) {
    assert_eq!(answers.text("motivo"), Some("Ficou pequena"));
    assert_eq!(answers.number("tamanho"), Some(42.0));
    assert_eq!(answers.list("itens"), ["camisa"]);
    assert_eq!(answers.number("valor"), Some(89.9));
    // Left empty, of another type, and never asked for.
    assert_eq!(answers.get("prazo"), None);
    assert_eq!(answers.text("valor"), None);
    assert_eq!(answers.get("nome"), None);
}

#[wasm_bindgen_test]
async fn the_heights_have_their_words_and_a_form_that_is_cancelled_gives_none() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    for (height, sent) in [(Height::Panel, "null"), (Height::Pixels(10.0), "10")] {
        let it = kinbox.clone();
        let task = start(async move { it.set_height(height).await });
        let request = line.next().await;
        let params = json(&get(&request, "params"));
        assert_eq!(params, format!(r#"{{"height":{sent}}}"#));
        line.reply(&request, r#"{"height":null}"#);
        assert_eq!(task.end().await, Ok(None));
    }
    let it = kinbox.clone();
    let auto = start(async move { it.set_height(Height::Auto).await });
    let request = line.next().await;
    let height = get(&get(&request, "params"), "height").as_f64();
    assert!(height.is_some(), "the height of the content is measured");
    line.reply(&request, &format!(r#"{{"height":{}}}"#, height.unwrap()));
    assert_eq!(auto.end().await, Ok(height));
    let form = Form::new("Troca")
        .drawer()
        .question(Question::date("prazo"));
    let task = start(async move { kinbox.send_form(form).await });
    // The frame may be measured again meanwhile.
    let mut request = line.next().await;
    while get(&request, "command") != "send_form" {
        request = line.next().await;
    }
    let params = json(&get(&request, "params"));
    let wanted = r#"{"type":"drawer","title":"Troca","items":[{"type":"date","name":"prazo"}]}"#;
    assert_eq!(params, wanted);
    line.reply(&request, "null");
    assert_eq!(task.end().await, Ok(None));
}
