//! What the people of these conversations say.

pub(super) const GOODS: &[&str] = &[
    "jogo de lençol queen",
    "edredom de plumas",
    "manta terracota",
    "kit de toalhas",
    "xícara de porcelana",
    "aparelho de jantar",
    "luminária de mesa",
    "abajur de cerâmica",
    "cadeira de escritório",
    "vaso de barro",
    "almofada de linho",
    "cortina de algodão",
    "tapete de sisal",
    "travesseiro de látex",
    "prato fundo azul",
    "garrafa térmica",
    "cesto de vime",
    "espelho redondo",
    "colcha de crochê",
    "bandeja de bambu",
];

/// What contacts say. `{good}` is one of [`GOODS`], `{order}` the number of an order.
pub(super) const ASKED: &[&str] = &[
    "Oi, bom dia! Vocês têm {good} em estoque?",
    "Olá! Queria um orçamento: {good}, duas unidades, por favor.",
    "Meu pedido {order} ainda não chegou. Conseguem ver onde está?",
    "O rastreio do {order} parou há três dias, estou preocupada 😕",
    "Comprei {good} e veio com defeito. Como faço a troca?",
    "Preciso da nota fiscal do pedido {order} em nome da empresa.",
    "Dá para parcelar {good} em seis vezes sem juros?",
    "O boleto do {order} venceu ontem, vocês emitem outro?",
    "Vocês entregam no sábado? Moro em apartamento, portaria até as 18h.",
    "Quero cancelar o {order}, comprei errado.",
    "Recebi {good} hoje, ficou lindo na sala! Muito obrigada 💛",
    "Vocês fazem lista de casamento? A cerimônia é em março.",
    "O cupom de aniversário não funcionou no carrinho.",
    "Qual a medida de {good}? Não achei no site.",
    "Posso retirar {good} na loja ainda hoje?",
    "Paguei por Pix e o {order} continua pendente.",
];

pub(super) const ANSWERED: &[&str] = &[
    "Olá! Temos sim, separo {good} para você?",
    "Bom dia! Já estou verificando com a logística, um instante.",
    "Encontrei o pedido {order}: saiu para entrega hoje de manhã.",
    "Sinto muito pelo transtorno! Vou abrir a troca agora mesmo.",
    "A nota fiscal do {order} segue no seu e-mail em até uma hora.",
    "Em até 6x sem juros no cartão, e com 5% de desconto no Pix.",
    "Emiti um boleto novo, com vencimento na sexta-feira.",
    "Pronto! O estorno aparece na próxima fatura.",
    "Que alegria saber disso! Obrigado por contar para a gente 😊",
    "Fica tranquila, o prazo é de dois dias úteis a partir de agora.",
    "Posso ajudar em mais alguma coisa?",
    "A medida é 2,40 m por 2,60 m; cabe em cama queen.",
];

pub(super) const REPLIED: &[&str] = &[
    "Perfeito, obrigado!",
    "Ok, fico no aguardo.",
    "Pode ser, sim.",
    "Ótimo! E o frete, quanto fica?",
    "Ainda não recebi nada por aqui.",
    "Consegui, deu certo agora 🙏",
    "Qual é o prazo?",
    "Segue o comprovante.",
    "Então vou levar {good} também.",
    "O número é {order}, confere?",
    "Não, era só isso. Até mais!",
    "Alguém pode me responder, por favor?",
    "Amei, que capricho!",
    "Vou ver com o meu irmão e já volto.",
    "Tá bom, às 15h então.",
];

pub(super) const NOTED: &[&str] = &[
    "Cliente antiga, tratar com carinho.",
    "Logística confirmou coleta para amanhã cedo.",
    "Já pediu desconto duas vezes este mês.",
    "Financeiro precisa validar o estorno do {order}.",
    "Separei a última unidade: {good}.",
    "Ligar depois das 14h, prefere telefone.",
];
