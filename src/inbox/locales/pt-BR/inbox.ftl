# A lista e a conversa, em português do Brasil.

## Lista
list-label = Lista de conversas
list-empty = Nenhuma conversa ainda
list-empty-text = Quando um cliente escrever por um dos canais, a conversa aparece aqui.
list-unread = { $count ->
    [one] { $count } não lida
   *[other] { $count } não lidas
}
row-no-message = Sem mensagens
row-outgoing = Nós:{" "}
list-unfold = Mostrar a lista inteira
list-fold = Recolher a lista
uncover = Voltar à conversa

## Conversa
conversation-none = Escolha uma conversa
conversation-none-text = As mensagens aparecem aqui, e os plugins ao lado mostram o que sabem do contato.
hint-move = para percorrer,
hint-help = para todos os atalhos
conversation-missing = Conversa não encontrada
conversation-missing-text = Ela pode ter sido removida, ou o link está incompleto.
conversation-close = Encerrar
conversation-closed = A conversa com { $name } foi encerrada.
conversation-reopen = Reabrir
status-open = Aberta
attendance-waits = Sem atendimento
attendance-take = Atender
attendance-number = Número
attendance-requested = Solicitado
attendance-started = Atendido
attendance-operator = Agente
attendance-group = Grupo
attendance-finished = Encerrado
attendance-category = Categoria
attendance-report = Relato
attendance-rating = Avaliação
attendance-score = { $score } de 5
attendance-earlier = Anterior: nº { $number }
rating-link = Copiar link de avaliação
rating-link-copied = Link de avaliação copiado. Vale uma vez, por 7 dias.
attendance-mixed = Escolha uma categoria sem itens sozinha, ou só itens.
by-program = pelo programa { $name }
status-closed = Encerrada
assignee-label = Responsável
assignee-none = Sem responsável
group-label = Grupo
group-none = Sem grupo
tag-add = Etiqueta
tag-remove = Remover a etiqueta { $tag }
tag-by-member = Colocada por { $member }, { $when }
tag-by-plugin = Colocada pelo plugin { $name } para { $member }, { $when }
tag-by-program = Colocada pelo programa { $name }, { $when }
tag-none-left = Todas as etiquetas já estão na conversa.
tag-none-found = Nenhuma etiqueta tem esse nome.
tag-filter = Buscar etiqueta
tag-make = Criar etiqueta “{ $name }”
tag-settings = Etiquetas nas configurações
tag-none-agent = Nenhuma etiqueta ainda. Um administrador as cria em Configurações, em Etiquetas.
tag-none = Nenhuma etiqueta ainda. Elas organizam as conversas, como VIP ou Troca. Digite um nome para criar uma.
details = Dados do contato
details-all = Mostrar tudo
details-less = Mostrar menos
details-contact = Contato
details-session = Atendimento
details-none = Ainda não há dados deste contato.
details-edit = Editar os dados
detail-name = Nome
detail-list = Separe os valores com vírgulas.
detail-changed = Enquanto isso, mudou para: { $value }
detail-emptied = Enquanto isso, o campo ficou vazio.
detail-email = E-mail
detail-phone = Telefone
thread-label = Mensagens
thread-earlier = Mensagens anteriores
thread-new = { $count ->
    [one] { $count } nova
   *[other] { $count } novas
}
author-us = Equipe
note-hint = nota interna
message-by-plugin = pelo plugin { $plugin }
message-by-some-plugin = por um plugin
message-unseen = Sem texto visível
media-image = Imagem
media-video = Vídeo
media-audio = Áudio
media-file = Arquivo
message-status-queued = Na fila
message-status-sent = Enviada
message-status-received = Recebida
message-status-read = Lida
message-status-played = Reproduzida
message-status-failed = Não entregue

## Um espaço sem conversas
welcome = Comece por aqui
welcome-text = As conversas com clientes aparecem à esquerda. Cada uma traz, ao lado, os plugins da sua equipe.
welcome-message = Receba a primeira mensagem
welcome-message-text = O programa que atende o canal entrega cada mensagem assim. Experimente no terminal, com um token no lugar de TOKEN:
welcome-message-ready = O programa que atende o canal entrega cada mensagem por uma linha assim. Experimente no terminal: o seu token novo já está nela.
welcome-token = Criar um token
welcome-token-ask = Os tokens são criados por administradores.
welcome-start = Ou inicie uma conversa
welcome-plugin = Conecte um plugin
welcome-plugin-text = É uma página sua que mostra, ao lado da conversa, o que você sabe do contato.
welcome-plugin-add = Adicionar um plugin
welcome-reference = Ver como criar um
