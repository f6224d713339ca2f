# Palavras de toda parte, em português do Brasil, a primeira língua. `en` tem as mesmas chaves.
# Curto e direto: o que aconteceu e o que fazer, sem culpar ninguém.

## Palavras de toda parte
saved = Alterações salvas.
show = Mostrar
hide = Ocultar

## Problemas
problem-secret = O segredo não foi carregado.
problem-link = O link não foi criado.
