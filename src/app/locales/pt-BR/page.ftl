# Palavras de toda parte, em português do Brasil, a primeira língua. `en` tem as mesmas chaves.
# Curto e direto: o que aconteceu e o que fazer, sem culpar ninguém.

## Palavras de toda parte
loading = Carregando
retry = Tentar de novo
cancel = Cancelar
close = Fechar
save = Salvar alterações
saved = Alterações salvas.
show = Mostrar
hide = Ocultar
copy = Copiar
copied = Copiado
copy-failed = Copie manualmente
dismiss = Dispensar
undo = Desfazer
inbox = Conversas
settings = Configurações
back-to-inbox = Voltar às conversas
back-to-list = Voltar à lista
not-found = Página não encontrada
not-found-text = Este endereço não existe. Talvez o link tenha mudado.

## Tempo
time-now = agora
time-today = Hoje
time-yesterday = Ontem

## Problemas
trouble-title = Não foi possível carregar
trouble-offline = Sem resposta do servidor
live-reconnecting = Reconectando. O que você vê pode estar desatualizado.
failure-offline = Verifique a conexão e tente de novo.
failure-unreadable = Não foi possível ler a resposta do servidor. Recarregue a página.
failure-forbidden = Você não tem permissão para isso. Fale com um administrador.
failure-not-found = Isso não existe mais.
failure-internal = O servidor teve um problema. Tente de novo em instantes.
failure-last-admin = É o último administrador ativo. Torne outra pessoa administradora antes.
failure-too-large = O que foi enviado é grande demais.
problem-sign-out = Não foi possível sair.
problem-earlier = As mensagens anteriores não foram carregadas.
problem-resend = A mensagem não foi enviada de novo.
problem-change = A alteração não foi feita.
problem-secret = O segredo não foi carregado.
problem-link = O link não foi criado.

## Menu de quem entrou
menu-label = Sua conta
theme-label = Tema
theme-system = Sistema
theme-light = Claro
theme-dark = Escuro
language-label = Idioma
next-after-closing = Abrir a próxima ao encerrar
shortcuts = Atalhos do teclado
sign-out = Sair
key-next = Próxima conversa
key-previous = Conversa anterior
key-ends = Primeira e última conversa
key-open = Abrir a conversa
key-search = Buscar
key-unselect = Fechar a conversa
key-settings = Ir para as configurações
key-inbox = Ir para as conversas
key-help = Mostrar os atalhos
key-undo = Desfazer o que acabou de fazer
key-plugin = Entrar no plugin
key-panel = Mostrar ou ocultar os plugins
key-plugin-about = Para voltar de um plugin, pressione Tab até passar do último campo dele, ou Shift e Tab até passar do primeiro.
