# O que os webhooks enviam, em português do Brasil.

## O catálogo
webhook-catalogue = Eventos
webhook-catalogue-text = O que os webhooks enviam e o que chega a quem recebe.
webhook-catalogue-sample = Exemplo
webhook-catalogue-plug = No conjunto do Plug: { $key }
webhook-catalogue-common-text = Cada entrega é um POST com JSON. data.actor diz quem fez: um membro, um plugin, um programa com token ou o cliente.
webhook-catalogue-sample-none = Não foi possível carregar o exemplo.
webhook-catalogue-api = API HTTP

## Grupos de eventos
webhook-group-messages = Mensagens
webhook-group-attendances = Atendimentos
webhook-group-conversations = Conversas e contatos
webhook-group-workspace = Canais e webhooks

## O que acontece, pelo nome do evento
webhook-event-message-received = Um cliente escreve
webhook-event-message-received-text = Chegou uma mensagem, com o texto ou a mídia e quem escreveu.
webhook-event-message-sent = A equipe responde
webhook-event-message-sent-text = Um membro, um plugin ou um programa escreveu a um cliente.
webhook-event-message-failed = Uma mensagem não foi entregue
webhook-event-message-failed-text = O envio a um cliente falhou, com o motivo.
webhook-event-message-status-changed = Uma mensagem avança
webhook-event-message-status-changed-text = Foi enviada, recebida, lida ou reproduzida.
webhook-event-attendance-started = Um atendimento começa
webhook-event-attendance-started-text = Alguém assumiu, com as mensagens até ali.
webhook-event-attendance-finished = Um atendimento termina
webhook-event-attendance-finished-text = Com as mensagens, as categorias e o relato.
webhook-event-attendance-rated = Um cliente avalia o atendimento
webhook-event-attendance-rated-text = A nota e o que o cliente escreveu junto.
webhook-event-conversation-begun = Uma conversa começa
webhook-event-conversation-begun-text = Um contato escreveu pela primeira vez em um canal, ou um membro iniciou.
webhook-event-conversation-assigned = Uma conversa muda de responsável
webhook-event-conversation-assigned-text = Agora está com outro membro ou grupo, ou com ninguém.
webhook-event-conversation-tagged = As etiquetas de uma conversa mudam
webhook-event-conversation-tagged-text = Uma etiqueta foi colocada ou tirada.
webhook-event-contact-changed = Um contato muda
webhook-event-contact-changed-text = O nome, os endereços, a foto ou os campos.
webhook-event-channel-disconnected = Um canal perde a conexão
webhook-event-channel-disconnected-text = Nada sai nem chega por ele até voltar.
webhook-event-webhook-disabled = Um webhook é desativado
webhook-event-webhook-disabled-text = Falhou por 5 dias, ou quem recebe disse que não existe mais. Vai para os outros webhooks.
webhook-event-connection-broken = Uma conexão com um app para de funcionar
webhook-event-connection-broken-text = O app não aceita mais as credenciais, com o motivo. Alguém precisa conectar de novo.

## Por que uma tentativa falhou
attempt-error-unreadable = A chave do servidor não abre o segredo ou os cabeçalhos deste webhook, e nada pôde ser enviado. Reponha a chave, ou troque o segredo e escreva os cabeçalhos de novo.
attempt-error-refused = O endereço leva a uma rede privada, o que não é permitido às entregas.
attempt-error-name = O nome do endereço não foi encontrado. Confira como está escrito e se o domínio está registrado.
attempt-error-connect = Não foi possível conectar. Confira se o sistema está no ar, se é acessível pela internet e se o certificado vale.
attempt-error-timeout = Não houve resposta a tempo. Responda primeiro, em até 15 segundos, e trabalhe depois.
attempt-error-broken = A resposta foi interrompida ou não pôde ser lida.
attempt-error-off = Não foi enviada: o webhook estava desligado.
attempt-error-redirect = A resposta foi um redirecionamento ({ $status }), que não é seguido. Use o endereço final.
attempt-error-status = A resposta foi { $status }. Só de 200 a 299 conta como entregue.
attempt-error-gone = A resposta foi 410, “não existe mais”, o que desativa um webhook.
attempt-error-too-many = Quem recebe pediu para ir mais devagar (429). Um ritmo menor pode ser definido em Configurações.
attempt-error-nothing = Não havia o que enviar: o evento não é mais guardado, ou o formato escolhido não tem corpo para ele.
attempt-error-server = Este servidor teve um problema próprio. A tentativa é feita de novo.
