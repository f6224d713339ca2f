# Onde se escreve: os formulários de plugins e a caixa de mensagem.

## Formulários de plugins
form-send = Enviar
form-required = obrigatório
form-choose = Escolha
form-whole = Número inteiro
form-filter = Filtrar opções
form-filter-none = Nenhuma opção com esse texto
form-chosen = { $count ->
    [0] Nenhuma escolhida de { $all }
    [one] { $count } escolhida de { $all }
   *[other] { $count } escolhidas de { $all }
}
form-mistakes = { $count ->
    [one] Falta acertar { $count } campo.
   *[other] Falta acertar { $count } campos.
}
form-leave = Descartar o que você preencheu?
form-keep = Continuar
form-discard = Descartar
form-missing-text = Escreva uma resposta.
form-missing-select = Escolha uma opção.
form-missing-multi-select = Escolha pelo menos uma opção.
form-missing-number = Escreva um número.
form-missing-date = Escolha uma data.
form-too-long = O texto é longo demais: cabem 10.000 caracteres.
form-not-number = Escreva só o número, com algarismos: por exemplo, 12.
form-not-whole = Escreva um número inteiro, sem casas decimais.
form-not-decimal = Escreva só o número, com algarismos: por exemplo, 12{ $mark }50.
form-ambiguous = Dá para ler de dois jeitos. Use { $mark } só antes das casas decimais e nada entre os milhares.
form-too-great = O número é grande demais.
form-too-fine = Este número tem mais de 15 dígitos e seria arredondado. Escreva menos casas decimais.
form-not-date = Complete a data: dia, mês e ano.

## Caixa de mensagem
composer-label = Escrever
composer-reply = Responder
composer-note = Nota interna
composer-reply-to = Responda a { $name }
composer-note-placeholder = Nota para a equipe; o contato não vê
composer-send = Enviar
composer-save = Salvar nota
composer-hint-enter = envia
composer-hint-break = quebra a linha
composer-left = { $count ->
    [one] Cabe mais { $count } caractere
   *[other] Cabem mais { $count } caracteres
}
composer-too-long = { $count ->
    [one] Passou { $count } caractere do limite de 10.000. Encurte o texto ou divida em duas mensagens.
   *[other] Passou { $count } caracteres do limite de 10.000. Encurte o texto ou divida em duas mensagens.
}
composer-sending = Enviando
composer-failed = A mensagem não foi enviada.
composer-note-failed = A nota não foi salva.
composer-closed = A conversa está encerrada. Reabra para responder; notas continuam possíveis.
composer-inserted = Inserido por { $plugin }
composer-held = Enter de novo envia
composer-inserted-elsewhere = { $plugin } inseriu um texto na resposta
composer-show = Ver
key-reply = Responder
key-note = Escrever uma nota interna
key-take = Atender a conversa
key-close = Encerrar a conversa
key-start = Iniciar uma conversa

## Começar uma conversa
start = Nova conversa
start-channel = Canal
start-with = Com quem
start-known = Contato existente
start-new = Novo contato
start-find = Procurar contato
start-find-help = Nome, telefone, e-mail ou palavras de uma mensagem
start-found = Contatos encontrados
start-none = Ninguém encontrado. Confira as palavras ou escolha “Novo contato”.
start-name = Nome
start-identifier = Endereço no canal
start-phone-help = Com o código do país.
start-identifier-help = O nome ou número pelo qual o canal conhece a pessoa.
start-identifier-known = Deixe em branco para usar o endereço que já temos.
start-ok = Iniciar
start-was-open = Já havia uma conversa aberta com essa pessoa neste canal. É esta.
mistake-identifier-empty = Escreva o endereço da pessoa neste canal.
mistake-identifier-missing = Não conhecemos o endereço desta pessoa neste canal. Escreva-o.
mistake-identifier-too-long = O endereço é longo demais: cabem 200 caracteres.
mistake-contact-missing = Escolha um contato.

## Quem é quem
same-title = É a mesma pessoa?
same-text = { $name } também tem { $shared }.
same-compare = Comparar
same-apart = São diferentes
same-merged = { $name } foi unido a este contato. Dá para desfazer até { $time }.
newer-text = Há uma conversa mais nova aberta com esta pessoa aqui. O que ela escrever chega lá.
newer-go = Ir para ela
merge-title = Unir os dois contatos em um?
merge-text = { $count ->
    [one] Uma conversa vem junto, e nenhuma se perde.
   *[other] { $count } conversas vêm junto, e nenhuma se perde.
} Dá para desfazer durante um dia.
merge-keep = De quem ficam os dados em que os dois diferem?
merge-goes = não será mantido
merge-ok = Unir
merge-done = { $name } e { $other } agora são um contato só.
merge-undone = São dois contatos de novo.
problem-merge = Os contatos não foram unidos.
problem-unmerge = A união não foi desfeita.
problem-apart = Não foi possível salvar.
reading-as = Será salvo como { $address }
reading-unsure = Dá para ler este número de mais de um jeito, então ele fica como foi digitado. Comece com + e o código do país para não haver dúvida.
