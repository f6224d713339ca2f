# Palavras de toda parte, em português do Brasil, a primeira língua. `en` tem as mesmas chaves.
# Curto e direto: o que aconteceu e o que fazer, sem culpar ninguém.

## Palavras de toda parte
loading = Carregando
dismiss = Dispensar
undo = Desfazer
back-to-list = Voltar à lista

## Problemas
problem-sign-out = Não foi possível sair.
problem-earlier = As mensagens anteriores não foram carregadas.
problem-resend = A mensagem não foi enviada de novo.

## Menu de quem entrou
key-next = Próxima conversa
key-previous = Conversa anterior
key-ends = Primeira e última conversa
key-open = Abrir a conversa
key-search = Buscar
key-unselect = Sair da conversa
key-settings = Ir para as configurações
key-inbox = Ir para as conversas
key-help = Mostrar os atalhos
key-undo = Desfazer o que acabou de fazer
key-plugin = Entrar no plugin
key-panel = Mostrar ou ocultar os plugins
key-plugin-about = Para voltar de um plugin, pressione Tab até passar do último campo dele, ou Shift e Tab até passar do primeiro.

## As configurações e os outros idiomas, que são buscados quando alguém os pede
console-failed = Não foi possível carregar as configurações
problem-language = Não foi possível carregar o idioma.
fetch-failed-text = Verifique a conexão e tente de novo. Se não adiantar, recarregue a página.
