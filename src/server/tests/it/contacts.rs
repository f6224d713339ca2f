//! Contacts: what is known of them, and changing it whole or not at all.

use std::collections::BTreeSet;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, expect, refused};

const MARIANA: &str = "/api/contacts/7001";

#[tokio::test]
async fn a_contact_is_read_as_the_conversation_has_it() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let contact: Contact = agent.read(MARIANA).await;
    let whole: Conversation = agent.read("/api/conversations/955").await;
    assert_eq!(contact, whole.person);
    assert_eq!(contact.name, "Mariana Albuquerque");
    for request in [
        agent.get("/api/contacts/none"),
        agent.patch("/api/contacts/none", &json!({})),
    ] {
        assert_eq!(refused(request, 404).await.code, "not_found");
    }
}

#[tokio::test]
async fn the_directory_tells_the_options_of_a_field() {
    let running = Running::start().await;
    let directory: Directory = running.agent().await.read("/api/workspace").await;
    let options = |placeholder: &str| {
        let mut fields = directory.custom_fields.iter();
        let field = fields.find(|one| one.placeholder == placeholder).unwrap();
        let values = field.options.iter().map(|one| one.value.as_str());
        values.collect::<Vec<_>>()
    };
    assert_eq!(options("plano"), ["Essencial", "Conforto", "Prime"]);
    assert!(options("interesses").contains(&"Jardim"));
    assert!(options("motivo").contains(&"Troca"));
    assert!(options("cpf").is_empty());
}

#[tokio::test]
async fn a_patch_changes_what_it_names_stores_it_as_its_kind_has_it_and_null_empties() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Contact = agent.read(MARIANA).await;
    let patch = json!({
        "name": "  Mariana A. Prado ",
        "email": "Mariana@Correio.example",
        "phone": "+55 (11) 90000-7099",
        "fields": {
            "plano": "Conforto", "pedidos": "13", "total_compras": "4400.5",
            "interesses": ["Jardim", "Mesa posta"], "cidade": null, "observacoes": "",
        },
    });
    let after: Value = expect(agent.patch(MARIANA, &patch), StatusCode::OK).await;
    assert_eq!(after["name"], "Mariana A. Prado");
    assert_eq!(after["email"], "mariana@correio.example");
    assert_eq!(after["phone"], "5511900007099");
    let fields = json!({
        "cpf": "529.982.247-25", "data_nascimento": "1988-03-14", "plano": "Conforto",
        "pedidos": 13.0, "total_compras": 4400.5, "interesses": ["Mesa posta", "Jardim"],
    });
    assert_eq!(after["fields"], fields);
    assert_eq!(agent.read::<Value>(MARIANA).await, after);

    let patch = json!({"email": null, "phone": "", "fields": {"cpf": null}});
    let after: Contact = expect(agent.patch(MARIANA, &patch), StatusCode::OK).await;
    assert_eq!((after.email, after.phone), (None, None));
    assert!(!after.fields.contains_key("cpf"));
    assert_eq!(after.fields.len() + 3, before.fields.len());
}

#[tokio::test]
async fn a_patch_with_one_wrong_field_changes_nothing_and_names_every_wrong_one() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Contact = agent.read(MARIANA).await;
    let (_, mark) = running.told(0).await;
    let patch = json!({
        "name": " ", "email": "nobody", "phone": "casa",
        "fields": {
            "cidade": "Recife, PE", "plano": "Ouro", "pedidos": 1.5, "total_compras": "12,5",
            "data_nascimento": "2023-02-29", "interesses": ["Jardim", "Jardim"], "cpf": ["1"],
            "numero_pedido": "AU-1",
        },
    });
    let error = refused(agent.patch(MARIANA, &patch), 422).await;
    let found: BTreeSet<_> = error
        .fields
        .iter()
        .map(|one| (one.path.as_str(), one.code.as_str()))
        .collect();
    let wanted = BTreeSet::from([
        ("name", "empty"),
        ("email", "invalid"),
        ("phone", "invalid"),
        ("fields.plano", "not_option"),
        ("fields.pedidos", "not_whole"),
        ("fields.total_compras", "comma"),
        ("fields.data_nascimento", "not_day"),
        ("fields.interesses", "repeated"),
        ("fields.cpf", "type"),
        ("fields.numero_pedido", "not_found"),
    ]);
    assert_eq!(found, wanted);
    // A field of attendances is none of a contact: what there is, is told.
    let unknown = error.fields.iter().find(|one| one.code == "not_found");
    let message = &unknown.unwrap().message;
    assert!(
        message.contains("cpf, data_nascimento, cidade, plano"),
        "{message}"
    );
    assert!(!message.contains("motivo"), "{message}");
    assert_eq!(agent.read::<Contact>(MARIANA).await, before);
    assert_eq!(running.told(mark).await.0, []);
}

#[tokio::test]
async fn a_body_of_another_shape_is_refused_by_path_in_words() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for (patch, path, words) in [
        (json!({"name": 1}), "name", "expected a string"),
        (json!({"name": "x".repeat(201)}), "name", "1 to 200"),
        (json!({"email": ["a"]}), "email", "expected a string"),
        (json!({"fields": []}), "fields", "an object"),
        (
            json!({"fields": {"cpf": true}}),
            "fields.cpf",
            "a text, a number or a list",
        ),
        (
            json!({"fields": {"interesses": [1]}}),
            "fields.interesses",
            "a text, a number or a list",
        ),
        (
            json!({"fields": {"cpf": {"value": "1"}}}),
            "fields.cpf",
            "a text, a number or a list",
        ),
    ] {
        let error = refused(agent.patch(MARIANA, &patch), 422).await;
        assert_eq!(error.fields[0].path, path, "{patch}");
        assert!(error.fields[0].message.contains(words), "{}", error.message);
    }
}

#[tokio::test]
async fn an_answer_to_many_unknown_fields_stays_small() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let many: serde_json::Map<String, Value> = (0..20_000)
        .map(|number| (format!("f{number}"), json!(1)))
        .collect();
    let error = refused(agent.patch(MARIANA, &json!({"fields": many})), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("fields", "too_many")
    );
    let long = json!({"fields": {"x".repeat(100_000): 1}});
    let error = refused(agent.patch(MARIANA, &long), 422).await;
    assert!(error.message.len() < 2_000);
}

#[tokio::test]
async fn a_change_is_told_once_for_each_of_the_contacts_conversations_and_no_change_is_not() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let (_, mark) = running.told(0).await;
    let patch = json!({"name": "Mari", "fields": {"pedidos": 13}});
    let _: Contact = expect(agent.patch(MARIANA, &patch), StatusCode::OK).await;
    let (changes, mark) = running.told(mark).await;
    assert_eq!(changes, [Change::Conversation { id: "955".into() }]);
    let _: Contact = expect(agent.patch(MARIANA, &patch), StatusCode::OK).await;
    let _: Contact = expect(agent.patch(MARIANA, &json!({})), StatusCode::OK).await;
    assert_eq!(running.told(mark).await.0, []);
    let row: Value = agent.read("/api/conversations/955").await;
    assert_eq!(row["contact"]["name"], "Mari");
}

#[tokio::test]
async fn a_program_with_a_token_may_change_a_contact_too() {
    let running = Running::start().await;
    let program = running.program().await;
    let patch = json!({"fields": {"plano": "Essencial"}});
    let after: Value = expect(program.patch(MARIANA, &patch), StatusCode::OK).await;
    assert_eq!(after["fields"]["plano"], "Essencial");
}
