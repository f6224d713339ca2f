# O registro de auditoria, em português do Brasil. A frase vem depois do nome de quem fez.

## A página
audit = Auditoria
audit-text = Quem mudou o quê, quem entrou e como os plugins foram vistos.
audit-file = Baixar em CSV
audit-filters = Filtros
audit-area = Área
audit-area-all = Todas as áreas
audit-area-plugins = Cadastro de plugins
audit-area-frames = Verificação de plugins
audit-area-members = Membros
audit-area-tokens = Tokens de API
audit-area-sign-ins = Acessos
audit-area-settings = Configurações
audit-area-contacts = Contatos unidos
audit-area-webhooks = Webhooks
audit-area-apps = Apps
audit-area-integrations = Integrações
audit-actor = Quem
audit-actor-all = Todos
audit-actor-member = Membros
audit-actor-plugin = Todos os plugins
audit-actor-token = Todos os tokens de API
audit-actor-command-line = Linha de comando
audit-actor-system = O servidor
audit-when = Quando
audit-when-ever = Qualquer data
audit-when-today = Hoje
audit-when-week = Últimos 7 dias
audit-when-month = Últimos 30 dias
audit-when-days = Escolher os dias
audit-from = De
audit-to = Até
audit-fresh = { $count ->
    [one] { $count } registro novo
   *[other] { $count } registros novos
}
audit-fresh-many = Muitos registros novos
audit-more = Carregar mais
audit-empty = Ainda não há nada aqui
audit-empty-text = O que a equipe e os programas dela mudarem daqui em diante aparece aqui.
audit-none = Nada com esses filtros
audit-none-text = Escolha outra área, pessoa ou data.
audit-clear = Limpar filtros
problem-audit = Não deu para carregar os registros mais antigos.

## Quem
audit-by-member = Membro
audit-by-plugin = Um plugin
audit-by-token = Token de API
audit-by-command-line = Linha de comando
audit-by-system = O servidor
audit-by-plugin-for = { $plugin } em nome de { $member }

## Plugins
audit-plugin-created = cadastrou o plugin { $object }
audit-plugin-changed = mudou o plugin { $object }
audit-plugin-enabled = ativou o plugin { $object }
audit-plugin-disabled = desativou o plugin { $object }
audit-plugin-removed = excluiu o plugin { $object }
audit-plugin-signing-key-rotated = trocou a chave de assinatura do plugin { $object }
audit-secrets-kept = manteve os segredos dos plugins, que backups antigos guardam legíveis
audit-plugin-secret-rotated = trocou o segredo do plugin { $object }
audit-frame-state = informou o estado do plugin { $object }
audit-frame-verified = abriu o plugin { $object }, que passou na verificação
audit-frame-classic = abriu o plugin { $object }, que usa o protocolo antigo
audit-frame-blocked = abriu o plugin { $object }, que foi bloqueado
audit-frame-left = viu o plugin { $object } sair da página dele
audit-frame-failed = abriu o plugin { $object }, que não respondeu
audit-frame-stopped = estava com o plugin { $object } aberto quando ele foi interrompido

## Membros
audit-member-added = adicionou { $object } como membro
audit-member-changed = mudou os dados de { $object }
audit-member-role-changed = mudou o papel de { $object } para { $role }
audit-member-activated = reativou { $object }
audit-member-deactivated = desativou { $object }

## Tokens
audit-token-created = criou o token de API “{ $object }” com o papel { $role }
audit-token-revoked = revogou o token de API “{ $object }”

## Acessos
audit-sign-in-link-created = criou um link de acesso para { $object }
audit-signed-in = entrou
audit-signed-in-member = entrou com um link de um administrador
audit-signed-in-token = entrou com um link de um programa
audit-signed-in-command-line = entrou com um link da linha de comando
audit-signed-in-system = entrou com o link do início do servidor
audit-signed-out = saiu
audit-sessions-ended = { $count ->
    [one] encerrou um acesso de { $object }
   *[other] encerrou { $count } acessos de { $object }
}
audit-every-session-ended = encerrou os acessos de todos, porque a página mudou de endereço
audit-sign-ins-refused = { $count ->
    [one] recusou um link de acesso que não valia
   *[other] recusou links de acesso que não valiam { $count } vezes
}

## Configurações
audit-workspace-changed = mudou as configurações da empresa
audit-vault-key-rotated = trocou a chave que protege os segredos
audit-workspace-began = criou o espaço de trabalho
audit-workspace-seeded = adicionou conversas fictícias
audit-workspace-upgraded = atualizou o espaço de trabalho para uma versão nova
audit-workspace-restored = restaurou o espaço de trabalho de um backup
audit-tag-created = criou a etiqueta { $object }
audit-tag-changed = mudou a etiqueta { $object }
audit-tag-deleted = excluiu a etiqueta { $object }
audit-group-created = criou o grupo { $object }
audit-group-changed = mudou o grupo { $object }
audit-group-deleted = excluiu o grupo { $object }
audit-custom-field-created = criou o campo { $object }
audit-custom-field-changed = mudou o campo { $object }
audit-custom-field-deleted = excluiu o campo { $object }
audit-channel-created = criou o canal { $object }
audit-channel-changed = mudou o canal { $object }
audit-channel-deleted = excluiu o canal { $object }
audit-category-created = criou a categoria de atendimento { $object }
audit-category-changed = mudou a categoria de atendimento { $object }
audit-category-deleted = excluiu a categoria de atendimento { $object }
audit-canned-reply-created = criou a resposta pronta { $object }
audit-canned-reply-changed = mudou a resposta pronta { $object }
audit-canned-reply-deleted = excluiu a resposta pronta { $object }

## Contatos, pelos ids
audit-contacts-merged = uniu o contato { $other } a { $object }
audit-contacts-split = desfez a união dos contatos { $object } e { $other }
audit-contacts-kept-apart = marcou os contatos { $object } e { $other } como duas pessoas

## O que mudou
audit-field-on = ativado
audit-field-off = desativado
audit-field-name = nome
audit-field-endpoint = endereço
audit-field-classic = protocolo antigo
audit-field-audience = para quem
audit-field-groups = grupos
audit-field-channels = canais
audit-field-scopes = permissões
audit-field-requested-scopes = permissões pedidas
audit-field-auth-secret = segredo no endereço
audit-field-proof-algorithm = assinatura
audit-field-dev-plugins = plugins próprios dos membros
audit-field-icon = ícone
audit-field-color = cor
audit-field-description = descrição
audit-field-members = membros
audit-field-options = opções
audit-field-text = texto
audit-field-position = ordem
audit-field-country = país
audit-field-locale = idioma
audit-field-timezone = fuso horário
audit-field-agents-make-tags = atendentes podem criar etiquetas
audit-field-closing-category = categoria ao encerrar
audit-field-closing-report = relato ao encerrar
audit-field-items = itens
audit-field-redirect-uris = URIs de redirecionamento
audit-field-profile = perfil
audit-field-category = categoria
audit-field-logo = logotipo
audit-field-revocation-url = endereço de revogação
audit-field-widget = página ao lado da conversa
audit-field-install-url = endereço de instalação

## Webhooks
audit-webhook-created = adicionou o webhook { $object }
audit-webhook-changed = alterou o webhook { $object }
audit-webhook-enabled = ativou o webhook { $object }
audit-webhook-disabled = desativou o webhook { $object }
audit-webhook-removed = excluiu o webhook { $object }
audit-webhook-secret-rotated = trocou o segredo do webhook { $object }
audit-webhook-failing = desativou o webhook { $object }, que vinha falhando há 5 dias
audit-webhook-gone = desativou o webhook { $object }, porque o receptor respondeu que não existe mais
audit-app-uploaded = enviou uma versão do app { $object }
audit-app-removed = excluiu o app { $object } e suas conexões
audit-app-client-changed = alterou o cliente OAuth do app { $object }
audit-connection-created = adicionou a conexão { $object }
audit-connection-changed = alterou a conexão { $object }
audit-connection-removed = excluiu a conexão { $object }
audit-connection-connected = conectou { $object }
audit-connection-broken = percebeu que a conexão { $object } não funciona mais: é preciso conectar de novo
audit-plug-set-changed = alterou os endereços do conjunto Plug

## Integrações
audit-integration-created = criou a integração { $object }
audit-integration-changed = alterou a integração { $object }
audit-integration-secret-rotated = trocou o segredo da integração { $object }
audit-integration-deleted = excluiu a integração { $object }
audit-integration-allowed = autorizou a integração { $object }
audit-grant-exchanged = recebeu os tokens da integração { $object }
audit-grant-revoked = encerrou tokens da integração { $object }
audit-integration-removed = retirou a integração { $object }, com todos os seus tokens
audit-integration-stepped = deu andamento à integração { $object }
audit-integration-step-submit = enviou a versão { $version } da integração { $object } para análise
audit-integration-step-withdraw = retirou a versão { $version } da integração { $object } da análise
audit-integration-step-publish = publicou a versão { $version } da integração { $object }
audit-integration-step-retire = deixou de oferecer a integração { $object } a outras empresas
audit-integration-step-offer = voltou a oferecer a integração { $object } a outras empresas
audit-integration-step-take = começou a analisar a versão { $version } da integração { $object }
audit-integration-step-approve = aprovou a versão { $version } da integração { $object }
audit-integration-step-request-changes = pediu ajustes na versão { $version } da integração { $object }
audit-integration-step-reject = recusou a versão { $version } da integração { $object }
audit-integration-step-suspend = suspendeu a integração { $object }
audit-integration-step-lift = encerrou a suspensão da integração { $object }
audit-integration-installed = instalou a integração { $object }, versão { $version }
audit-integration-agreed = aceitou a versão { $version } da integração { $object }
audit-integration-paused = pausou a integração { $object }
audit-integration-resumed = retomou a integração { $object }
audit-integration-suspended = parou a integração { $object }, suspensa por um moderador
audit-integration-lifted = retomou a integração { $object }, cuja suspensão terminou
audit-integration-updated = atualizou a integração { $object } para a versão { $version }, que não pede nada a mais
audit-integration-hook-failed = não conseguiu avisar o servidor da integração { $object } de que ela foi retirada
