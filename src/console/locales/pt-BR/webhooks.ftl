# Configurações > Webhooks, em português do Brasil.

## A lista
webhooks = Webhooks
webhooks-text = Avise os seus sistemas do que acontece aqui, na hora.
webhook-new = Novo webhook
webhooks-empty = Nenhum webhook ainda
webhooks-empty-text = Um webhook envia o que acontece aqui, como uma mensagem nova, a um endereço seu. Conecte com ele o seu CRM, os seus relatórios ou um robô.
webhook-missing = Este webhook não está aqui
webhook-missing-text = Talvez tenha sido excluído.
webhook-all-events = Todos os { $count } eventos
webhook-events-count =
    { $count ->
        [one] { $count } evento
       *[other] { $count } eventos
    }
webhook-plug-badge = Conjunto do Plug

## Como um deles está
webhook-works = Funciona
webhook-idle = Nada enviado ainda
webhook-failing = Falhando
webhook-last-attempt = Última tentativa: { $at }
webhook-last-success = última entrega: { $at }
webhook-never-delivered = nada entregue ainda
webhook-is-off = Desligado
webhook-disabled = Desativado
webhook-disabled-failing = Todas as tentativas falharam por 5 dias, e ele foi desativado em { $at }. O que acontece agora não é enviado. Quando houver resposta de novo, ligue-o e reenvie o que se perdeu.
webhook-disabled-gone = A resposta foi 410, “não existe mais”, e ele foi desativado em { $at }. Se o endereço ainda existe, ligue-o de novo.
webhook-failing-text = As entregas falham desde { $at }. Depois de 5 dias, o webhook é desativado.
webhook-off-text = Nada é enviado enquanto está desligado.
webhook-works-text = A última entrega chegou.
webhook-idle-text = Envie um teste para ver se há resposta.
webhook-waiting =
    { $count ->
        [one] { $count } na fila
       *[other] { $count } na fila
    }
webhook-lost =
    { $count ->
        [one] { $count } não entregue
       *[other] { $count } não entregues
    }
webhook-banner =
    { $count ->
        [one] Um webhook foi desativado: { $names } não recebe mais nada.
       *[other] { $count } webhooks foram desativados: { $names } não recebem mais nada.
    }
webhook-banner-show = Ver

## O formulário
webhook-new-text = Para onde enviar o quê, e o que vai junto.
webhook-url = Endereço
webhook-url-help = Onde o seu sistema recebe pedidos POST. Precisa ser https.
webhook-url-warning = Este nome não foi encontrado agora. O endereço foi salvo; as entregas tentam de novo.
webhook-mistake-url-empty = Escreva o endereço, começando com https://
webhook-mistake-url-invalid = O endereço não está completo. Ele começa com https:// e o nome do site.
webhook-mistake-url-too-long = O endereço é longo demais: cabem 2.048 bytes.
webhook-mistake-url-not-https = Use https. Por http, qualquer um no caminho leria as entregas.
webhook-mistake-url-credentials = Há um nome de usuário ou uma senha no endereço. Envie isso em um cabeçalho, em Mais opções.
webhook-mistake-url-not-public = Este endereço leva a uma rede privada ou a este próprio servidor, o que não é permitido. Use um endereço público.
webhook-mistake-headers-name-invalid = Escreva o nome de um cabeçalho, como X-Key.
webhook-mistake-headers-name-taken = Este cabeçalho já existe: cada um vale uma vez, e as entregas definem os seus.
webhook-mistake-headers-value-invalid = Valem letras sem acento, algarismos e sinais, no máximo 1.024.
webhook-mistake-headers-too-many = No máximo 20 cabeçalhos.
webhook-mistake-description-too-long = A descrição é longa demais: cabem 200 caracteres.
webhook-description = Descrição
webhook-description-help = Para que serve, por exemplo “pedidos para o CRM”.
webhook-events = Eventos
webhook-events-help = O que é enviado. Um evento também vai para todo outro webhook que o escolheu.
webhook-events-none = Escolha pelo menos um evento.
webhook-events-plug = O formato do Plug não tem corpo para este evento.
webhook-events-all = Escolher todos
webhook-events-clear = Não escolher nenhum
webhook-where = Canais
webhook-where-help = O que acontece em outros canais não é enviado.
webhook-where-all = Todos os canais, também os novos
webhook-where-some = Só alguns canais
webhook-channels = Só estes
webhook-channels-empty = Escolha pelo menos um canal, ou todos.
webhook-more = Mais opções
webhook-body = Formato
webhook-body-standard = Padrão
webhook-body-plug = Como o Plug chat envia
webhook-body-help = A página de eventos mostra o padrão. Os dois são assinados conforme Standard Webhooks.
webhook-ordered = Em ordem
webhook-ordered-help = Uma entrega de cada vez, na ordem. Uma que falha segura as outras por até 1 hora.
webhook-left-out = Deixar de fora o que um token faz
webhook-left-out-help = Assim o seu sistema não ouve as próprias mudanças: escolha o token com que ele trabalha.
webhook-left-out-none = Enviar tudo
webhook-left-out-revoked = Um token revogado
webhook-rate = No máximo por segundo
webhook-rate-help = Vazio: sem limite.
webhook-rate-mistake = Um número inteiro de 1 a { $most }, ou nada.
webhook-headers = Cabeçalhos próprios
webhook-headers-help = Vão em cada entrega, como Authorization para o seu gateway.
webhook-header-name = Nome
webhook-header-value = Valor
webhook-header-add = Adicionar cabeçalho
webhook-header-remove = Remover o cabeçalho { $name }
webhook-create = Criar webhook
webhook-created = Webhook criado
webhook-secret-once = Este é o segredo dele. Com ele o seu sistema confere que uma entrega vem daqui. Copie agora; depois ele fica em Configurações deste webhook.
webhook-created-open = Abrir o webhook

## Um webhook
webhook-tabs = Partes deste webhook
webhook-deliveries = Entregas
webhook-settings = Configurações
webhook-plug-note = Este endereço veio com o conjunto do Plug, para “{ $event }”. O programa que o definiu muda os sete de uma vez por PUT /api/integrations/update-webhooks, inclusive o que for alterado aqui.
webhook-switch-on = Ligar
webhook-switch-off = Desligar
webhook-leave-off = Deixar desligado
webhook-switched-on = Webhook ligado.
webhook-switched-off = Webhook desligado.

## O segredo
webhook-secret = Segredo
webhook-secret-text = Cada entrega é assinada com ele, conforme Standard Webhooks. O seu sistema confere o cabeçalho webhook-signature.
webhook-secret-previous = O anterior vale até { $at }:
webhook-rotate = Trocar segredo
webhook-rotate-title = Trocar o segredo?
webhook-rotate-text = Um segredo novo é criado agora. Até passarem as horas abaixo, as entregas são assinadas com os dois, para o seu sistema trocar sem perder nenhuma.
webhook-overlap-help = 0 encerra o segredo atual na hora. Use quando ele vazou.
webhook-rotated = Há um segredo novo.

## O fim
webhook-delete = Excluir webhook
webhook-delete-title = Excluir o webhook para { $url }?
webhook-delete-text = Nada mais é enviado para lá. O que está na fila e o registro das entregas também se vão. Não dá para desfazer.
webhook-deleted = Webhook excluído.

## Um teste
webhook-test = Enviar um teste
webhook-test-text = Envia na hora um exemplo do evento e mostra a resposta de quem recebe.
webhook-test-event = Evento a enviar
webhook-test-send = Enviar
webhook-test-open = Ver a entrega

## Entregas
webhook-deliveries-none = Nada enviado ainda
webhook-deliveries-none-text = As entregas aparecem aqui assim que algo acontece nas conversas. Para ver uma agora, envie um teste.
webhook-deliveries-unmatched = Nenhuma entrega assim
webhook-deliveries-unmatched-text = Escolha outro estado ou evento, ou veja todas.
webhook-deliveries-all = Ver todas
webhook-deliveries-more = Mostrar anteriores
webhook-deliveries-fresh =
    { $count ->
        [one] { $count } entrega nova
       *[other] { $count } entregas novas
    }
webhook-deliveries-fresh-many = Muitas entregas novas
webhook-filters = Escolher entregas
webhook-filter-status = Estado
webhook-filter-event = Evento
webhook-filter-any-status = Qualquer estado
webhook-filter-any-event = Qualquer evento
problem-test = O teste não foi enviado.
problem-deliveries = As entregas anteriores não foram carregadas.
delivery-waiting = Na fila
delivery-retrying = Tentando de novo
delivery-delivered = Entregue
delivery-failed = Não entregue
delivery-attempts =
    { $count ->
        [one] { $count } tentativa
       *[other] { $count } tentativas
    }
delivery-next = próxima tentativa: { $at }
delivery-test = teste

## Reenvio
webhook-resend = Reenviar
webhook-resend-many = Reenviar várias
webhook-resend-text = O que não foi recebido é enviado de novo, com o mesmo webhook-id: quem já o conhece pode deixar de fora.
webhook-resend-what = O que reenviar
webhook-resend-failed = O que não foi entregue
webhook-resend-span = Tudo de um período
webhook-resend-when = Quando
webhook-resend-from = De
webhook-resend-to = Até
webhook-resend-ever = Em qualquer data
webhook-resend-day = Nas últimas 24 horas
webhook-resend-week = Nos últimos 7 dias
webhook-resend-month = Nos últimos 30 dias
webhook-resend-days = Em dias à escolha
webhook-resend-known =
    { $count ->
        [one] { $count } entrega não chegou. Se não for um teste, ela é reenviada.
       *[other] { $count } entregas não chegaram. Todas são reenviadas, menos os testes.
    }
webhook-resend-empty-span = Escolha o primeiro e o último dia.
webhook-resent =
    { $count ->
        [0] Não há nada para reenviar.
        [one] { $count } entrega está sendo reenviada.
       *[other] { $count } entregas estão sendo reenviadas.
    }
webhook-resending = Reenviando: { $done } de { $count }
webhook-resend-done =
    { $count ->
        [one] Reenvio terminado: 1 de 1 foi tentada.
       *[other] Reenvio terminado: todas as { $count } foram tentadas.
    }

## Uma entrega
delivery-missing = Esta entrega não está aqui
delivery-missing-text = As entregas são guardadas por um tempo limitado.
delivery-made = Aconteceu
delivery-next-title = Próxima tentativa
delivery-kind = Tipo
delivery-test-text = Teste: enviado por um administrador, sem novas tentativas
delivery-body = Corpo
delivery-body-none = O corpo é feito na primeira tentativa.
delivery-attempts-title = Tentativas
delivery-attempts-none = Nenhuma tentativa ainda.
attempt-number = Tentativa { $number }
attempt-took = em { $ms } ms
attempt-status = resposta { $status }
attempt-no-answer = sem resposta
attempt-request = Pedido
attempt-answer = Resposta
attempt-answer-empty = A resposta não tem corpo.
