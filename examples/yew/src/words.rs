//! What the plugin says, in the inbox's languages.

use encaixe_plugin::typed::{Code, Error, Kinbox};

/// The languages of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Portuguese,
    English,
}

impl Language {
    /// The inbox's; Portuguese as long as that is not known.
    pub(crate) fn of(kinbox: &Kinbox) -> Self {
        let context = kinbox.context().ok().flatten();
        let portuguese = context.is_none_or(|context| context.locale.starts_with("pt"));
        if portuguese {
            Self::Portuguese
        } else {
            Self::English
        }
    }

    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Portuguese => "pt-BR",
            Self::English => "en",
        }
    }

    pub(crate) const fn words(self) -> &'static Words {
        match self {
            Self::Portuguese => &PORTUGUESE,
            Self::English => &ENGLISH,
        }
    }
}

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) waiting: (&'static str, &'static str),
    pub(crate) nothing: (&'static str, &'static str),
    pub(crate) alone: (&'static str, &'static str),
    pub(crate) phone: &'static str,
    pub(crate) email: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) make_vip: &'static str,
    pub(crate) is_vip: &'static str,
    pub(crate) no_vip_tag: &'static str,
    pub(crate) take_note: &'static str,
    pub(crate) note: &'static str,
    pub(crate) note_help: &'static str,
    pub(crate) noted: &'static str,
    pub(crate) save: &'static str,
    failed: &'static str,
    timeout: &'static str,
    denied: &'static str,
    conversation_changed: &'static str,
    closed: &'static str,
    host_error: &'static str,
}

impl Words {
    /// Why something failed, for an agent.
    pub(crate) fn failure(&self, error: &Error) -> String {
        let known = match error.code {
            Code::Timeout => self.timeout,
            Code::Denied => self.denied,
            Code::ConversationChanged => self.conversation_changed,
            Code::Closed => self.closed,
            Code::HostError => self.host_error,
            _ => return format!("{}: {}", self.failed, error.message),
        };
        known.to_owned()
    }
}

const PORTUGUESE: Words = Words {
    waiting: (
        "Esperando a caixa de entrada…",
        "O contato aparece aqui assim que ela responder.",
    ),
    nothing: (
        "Nenhuma conversa aberta",
        "Abra uma conversa para ver o contato aqui.",
    ),
    alone: (
        "Esta página é um plugin",
        "Sozinha ela não recebe nada. Cadastre este endereço na caixa de entrada, em Configurações › Plugins › Novo plugin:",
    ),
    phone: "Telefone",
    email: "E-mail",
    empty: "não informado",
    tags: "Etiquetas",
    make_vip: "☆ Marcar como VIP",
    is_vip: "★ Cliente VIP",
    no_vip_tag: "Crie a etiqueta VIP na caixa de entrada para marcar contatos aqui.",
    take_note: "Criar uma nota",
    note: "Nota",
    note_help: "A nota fica na conversa. A equipe vê; o contato, não.",
    noted: "Nota salva",
    save: "Salvar",
    failed: "Não deu certo",
    timeout: "A caixa de entrada não respondeu a tempo. Tente de novo.",
    denied: "Você não pode fazer isto.",
    conversation_changed: "Outra conversa foi aberta; nada mudou.",
    closed: "A ligação com a caixa de entrada caiu. Recarregue o plugin.",
    host_error: "A caixa de entrada não conseguiu. Tente de novo.",
};

const ENGLISH: Words = Words {
    waiting: (
        "Waiting for the inbox…",
        "The contact shows here as soon as it answers.",
    ),
    nothing: (
        "No conversation open",
        "Open a conversation to see its contact here.",
    ),
    alone: (
        "This page is a plugin",
        "By itself it receives nothing. Register this address in the inbox, under Settings › Plugins › New plugin:",
    ),
    phone: "Phone",
    email: "Email",
    empty: "not given",
    tags: "Tags",
    make_vip: "☆ Mark as VIP",
    is_vip: "★ VIP customer",
    no_vip_tag: "Make a tag VIP in the inbox to mark contacts here.",
    take_note: "Take a note",
    note: "Note",
    note_help: "The note stays in the conversation. The team sees it, the contact does not.",
    noted: "Note saved",
    save: "Save",
    failed: "That did not work",
    timeout: "The inbox did not answer in time. Try again.",
    denied: "You may not do this.",
    conversation_changed: "Another conversation was opened; nothing was changed.",
    closed: "The connection to the inbox ended. Reload the plugin.",
    host_error: "The inbox could not do it. Try again.",
};
