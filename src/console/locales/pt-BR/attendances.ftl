# Atendimentos nas configurações, em português do Brasil: as categorias, o encerramento e o estado dos canais.

## Categorias
own-categories = Categorias de atendimento
own-categories-text = O assunto de uma conversa, escolhido ao encerrá-la.
own-categories-new = Nova categoria
own-categories-empty = Nenhuma categoria
own-categories-empty-text = Crie o que a sua equipe quer contar, como “Dúvida”, “Reclamação” ou “Troca”.
own-categories-name-help = Com itens, escolhe-se um ou mais deles; sem itens, a própria categoria.
own-categories-used = { $count ->
    [0] Em nenhum atendimento
    [one] Em { $count } atendimento
   *[other] Em { $count } atendimentos
}
own-categories-used-more = Em mais de { $count } atendimentos
own-categories-off-text = Desativada, ninguém pode escolhê-la. Ela fica nos atendimentos que já a têm.
own-categories-on-text = Ativada, ela pode ser escolhida de novo.
own-categories-delete-text = Nenhum atendimento a tem, então nada se perde.
own-items = Itens
own-items-help = O que está em uso pode ser desativado, mas não removido.
own-items-count = { $count ->
    [0] Sem itens
    [one] { $count } item
   *[other] { $count } itens
}
own-item = Nome do item { $place }
own-item-add = Adicionar item
own-item-off = Desativar { $name }
own-item-on = Ativar { $name }
own-item-remove = Remover { $name }
mistake-items-in-use = Há atendimentos com um item que você removeu. Desative-o em vez disso.
mistake-items-taken = Dois itens têm o mesmo nome.
mistake-items-repeated = Dois itens têm o mesmo nome.
mistake-items-empty = Há um item sem nome.
mistake-items-too-long = Um nome é longo demais: cabem 60 caracteres.
mistake-items-too-many = São itens demais: cabem 100.

## Encerramento
workspace-closing = Ao encerrar uma conversa
workspace-closing-help = O que agentes e programas informam sobre ela nesse momento.
workspace-closingCategory = Categoria
workspace-closingReport = Relato
workspace-closing-off = Não perguntar
workspace-closing-may = Opcional
workspace-closing-must = Obrigatório
workspace-closing-none = Ainda não há categorias para escolher.

## Canais
own-channels-carrier = Quem envia as respostas
own-channels-carrier-none = Ninguém: elas ficam só aqui
own-channels-carrier-help = O webhook cujo programa leva as respostas deste canal ao contato. Até ele dizer até onde uma chegou, ela fica na fila.
own-channels-state = Conexão
own-channels-state-none = Não se sabe: o programa que leva as mensagens ainda não informou.
own-channels-connected-since = Conectado desde { $time }
own-channels-apart = Desconectado
own-channels-apart-since = Desconectado desde { $time }
