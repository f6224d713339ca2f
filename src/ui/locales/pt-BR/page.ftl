# Palavras de toda parte, em português do Brasil, a primeira língua. `en` tem as mesmas chaves.
# Curto e direto: o que aconteceu e o que fazer, sem culpar ninguém.

## Palavras de toda parte
retry = Tentar de novo
cancel = Cancelar
close = Fechar
save = Salvar alterações
copy = Copiar
copied = Copiado
copy-failed = Copie manualmente
inbox = Conversas
settings = Configurações
back-to-inbox = Voltar às conversas
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
problem-change = A alteração não foi feita.

## Menu de quem entrou
menu-label = Sua conta
menu-companies = Outras empresas
theme-label = Tema
theme-system = Sistema
theme-light = Claro
theme-dark = Escuro
language-label = Idioma
next-after-closing = Abrir a próxima ao encerrar
shortcuts = Atalhos do teclado
sign-out = Sair

## Um espaço sem conversas
welcome-sample = Olá!

## Configurações
plugin-new = Novo plugin
mistake-name-empty = Escreva um nome.
mistake-name-too-long = O nome é longo demais.

## Membros
mistake-email-taken = Já existe um membro com este e-mail.
mistake-email-invalid = Este não parece um e-mail. Confira.
mistake-phone-invalid = Escreva de 5 a 15 algarismos com o código do país: por exemplo, 5511987654321.

## Espaço de trabalho
timezone-label = Fuso horário

## Todas as listas
mistake-name-taken = Este nome já existe; maiúsculas e acentos não contam. Escolha outro.

## Respostas prontas
own-replies = Respostas prontas
variable-contact-name = Nome do contato
variable-contact-first-name = Primeiro nome do contato
variable-contact-email = E-mail do contato
variable-contact-phone = Telefone do contato
variable-agent-name = Meu nome
variable-agent-first-name = Meu primeiro nome
