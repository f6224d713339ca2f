# O que um espaço de trabalho tem de seu, em português do Brasil.

## Respostas prontas
composer-unfilled = { $mark } não é conhecido. Preencha ou apague antes de enviar.
canned-none = Nenhuma resposta pronta ainda.
canned-own = minha
canned-keys = insere
canned-manage = Gerenciar
