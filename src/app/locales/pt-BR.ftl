# The page's words in Brazilian Portuguese, the first language. `en.ftl` has the same keys.
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
copy-failed = Copie à mão
dismiss = Dispensar
inbox = Conversas
settings = Configurações
back-to-inbox = Voltar às conversas
back-to-list = Voltar à lista
not-found = Página não encontrada
not-found-text = O endereço não existe nesta página. Talvez o link tenha mudado.

## Tempo
time-now = agora
time-today = Hoje
time-yesterday = Ontem

## Problemas
trouble-title = Não foi possível carregar
trouble-offline = Sem resposta do servidor
live-reconnecting = Reconectando. O que você vê pode estar desatualizado.
failure-offline = Verifique a conexão e tente de novo.
failure-unreadable = O servidor respondeu algo que esta página não entende. Recarregue a página.
failure-forbidden = Você não tem permissão para isso. Fale com um administrador.
failure-not-found = Isso não existe mais.
failure-internal = O servidor teve um problema. Tente de novo em instantes.
failure-last-admin = É o último administrador ativo. Torne outra pessoa administradora antes.
failure-too-large = O que foi enviado é grande demais.
problem-plugins = Os plugins não foram carregados.
problem-sign-out = Não foi possível sair.
problem-earlier = As mensagens anteriores não foram carregadas.
problem-change = A alteração não foi feita.
problem-secret = O segredo não foi carregado.
problem-link = O link não foi criado.

## Menu de quem entrou
menu-label = Sua conta
theme-label = Cores
theme-system = Sistema
theme-light = Claro
theme-dark = Escuro
language-label = Idioma
shortcuts = Atalhos do teclado
sign-out = Sair
key-next = Próxima conversa
key-previous = Conversa anterior
key-open = Abrir a conversa
key-unselect = Fechar a conversa
key-settings = Ir às configurações
key-inbox = Ir às conversas
key-help = Mostrar os atalhos

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

## Conversa
conversation-none = Escolha uma conversa
conversation-none-text = As mensagens aparecem aqui, e os plugins ao lado mostram o que sabem do contato.
hint-move = para percorrer,
hint-help = para todos os atalhos
conversation-missing = Conversa não encontrada
conversation-missing-text = Ela pode ter sido removida, ou o link está incompleto.
conversation-close = Encerrar
conversation-reopen = Reabrir
status-open = Aberta
status-closed = Encerrada
assignee-label = Responsável
assignee-none = Sem responsável
group-label = Grupo
group-none = Sem grupo
tag-add = Etiqueta
tag-remove = Tirar a etiqueta { $tag }
tag-none-left = Todas as etiquetas já estão na conversa.
thread-label = Mensagens
thread-earlier = Mensagens anteriores
thread-new = { $count ->
    [one] { $count } nova
   *[other] { $count } novas
}
author-us = Equipe
note-hint = nota interna
message-by-plugin = por um plugin
media-image = Imagem
media-video = Vídeo
media-audio = Áudio
media-file = Arquivo
delivery-queued = Na fila
delivery-sent = Enviada
delivery-received = Recebida
delivery-read = Lida
delivery-failed = Não entregue

## Painel de plugins
panel-label = Plugins
panel-open = Abrir os plugins
panel-close = Fechar os plugins
panel-resize = Largura do painel: arraste ou use as setas
panel-empty = Nenhum plugin
panel-empty-admin = Plugins são páginas pequenas que aparecem ao lado da conversa e sabem qual contato está sendo atendido. Cadastre o endereço do primeiro.
panel-empty-agent = Plugins mostram aqui dados do contato vindos de outros sistemas. Peça a um administrador que cadastre o primeiro.
plugin-busy = O plugin está ocupado
tab-trouble = Este plugin precisa de atenção
frame-reload = Recarregar o plugin
reload = Recarregar
frame-settings = Abrir o cadastro
frame-waiting = Esperando a página de { $plugin } se identificar
left-bar = Esta não é a página cadastrada de { $plugin }. Ela não recebe nada da conversa.
use-address = Usar este endereço
use-address-done = Endereço atualizado.
dev-badge = dev
dev-title = Endereço de desenvolvimento
dev-text = O endereço usa http neste computador. Só funciona em navegadores nesta máquina; outras pessoas não verão o plugin. O Safari e outros navegadores com WebKit nem o carregam quando a caixa de entrada é aberta por https. Use https antes de liberar para a equipe.

## Estados de um plugin
state-loading = Carregando
state-connecting = Conectando
state-verified = Verificado
state-blocked = Bloqueado
state-left = Saiu
state-failed = Sem resposta
state-classic = Clássico
state-expected = Cadastrado
state-seen = Encontrado
state-at = Visto em { $at }
state-loading-title = A página foi pedida
state-loading-text = O navegador está carregando a página do plugin. Nada da conversa foi enviado ainda.
state-connecting-title = A página está se identificando
state-connecting-text = Há uma página no lugar do plugin. Falta ela dizer quem é e ter o endereço conferido. Até lá, nada da conversa é enviado.
state-verified-title = É a página cadastrada
state-verified-text = Conferimos a janela, a origem e o caminho da página: são os cadastrados. Ela recebe os dados da conversa aberta.
state-blocked-title = A página não é a cadastrada
state-blocked-text = A página que respondeu não passou na verificação. Ela não recebeu nada.
state-left-title = O plugin saiu da página cadastrada
state-left-text = A página tinha sido verificada, mas foi trocada por outra. A que está aí agora não recebe nada; se voltar ao endereço cadastrado, é verificada de novo.
state-failed-title = O plugin não respondeu
state-failed-text = Nenhuma página se identificou no tempo esperado. Nada foi enviado.
state-classic-title = Protocolo antigo, permitido no cadastro
state-classic-text = A página fala o protocolo antigo, em que só a origem pode ser conferida, não o caminho. Ela recebe os dados da conversa aberta.
state-classic-ignored = A página também fala o protocolo antigo; essas mensagens são ignoradas. Um administrador pode permiti-las no cadastro do plugin.
reason-origin-title = Outro site respondeu
reason-origin = A página que respondeu vem de outra origem, diferente da cadastrada. Ela não recebeu nada.
reason-path-title = Outra página respondeu
reason-path = O site é o cadastrado, mas o caminho é outro. Isso acontece quando o servidor redireciona, por exemplo de /p para /p/. A página não recebeu nada.
reason-shape-title = A página não falou o protocolo certo
reason-shape = A página mandou uma apresentação que esta versão não entende. Ela não recebeu nada.
reason-policy-title = O navegador não pode abrir este endereço
reason-policy = A política de segurança desta página impede carregar o endereço cadastrado.
reason-gone-title = A página foi embora
reason-gone = A página verificada se despediu ou deixou de responder. A que está aí agora não recebe nada.
reason-no-hello-title = O plugin não respondeu
reason-no-hello = Nenhuma página se identificou no tempo esperado. O site pode estar fora do ar, ou a página não carrega o SDK.
reason-classic-not-allowed-title = A página fala o protocolo antigo
reason-classic-not-allowed = A página usa uma versão antiga do SDK, em que só a origem pode ser conferida. O cadastro deste plugin não permite isso, e nada foi enviado.
do-left = Recarregue para voltar à página cadastrada.
do-classic = Atualize o SDK na página do plugin para ter a verificação completa.
do-address = Se o endereço encontrado é o certo, use-o no cadastro. Se não é, fale com quem fez o plugin antes de mudar qualquer coisa.
do-classic-not-allowed = Atualize o SDK na página do plugin, ou permita o protocolo antigo no cadastro.
do-policy = Confira o endereço cadastrado: ele precisa ser https e de outro site.
do-shape = Atualize o SDK na página do plugin e recarregue.
do-no-hello = Abra o endereço em outra aba para ver se responde, confira se a página carrega o SDK e recarregue.
do-ask-admin = Um administrador pode resolver isso nas configurações do plugin.

## Perguntas e avisos de plugins
dialog-source = { $plugin } pergunta
dialog-ok = Confirmar
dialog-cancel = Cancelar
toasts-label = Avisos

## Entrada
signed-out = Entre para continuar
signed-out-text = O Encaixe não usa senha. Você entra por um link que vale uma vez, por 15 minutos.
sign-in-busy = Entrando
sign-in-spent = Este link não vale mais
sign-in-spent-text = Cada link vale uma vez e por 15 minutos. Peça ou crie outro:
way-colleague = Peça a um administrador: em Configurações, Membros, ele cria um link para você.
way-command = Ou, no servidor, com a pasta de dados e o seu e-mail:
way-restart = Ou reinicie o servidor: ao iniciar, ele mostra um link de entrada.

## Configurações
admin-only = Só para administradores
admin-only-text = As configurações mudam o trabalho de todos. Peça a um administrador que faça a mudança, ou que mude o seu papel.
danger = Zona de perigo
plugins = Plugins
plugins-text = Páginas pequenas, de qualquer sistema, ao lado da conversa.
plugins-empty = Nenhum plugin cadastrado
plugins-empty-text = Um plugin é uma página web com o nosso SDK. Ela aparece ao lado da conversa e sabe qual contato está sendo atendido.
plugin-new = Novo plugin
plugin-new-text = Diga onde está a página. Conferimos o endereço toda vez que ela carrega.
plugin-create = Cadastrar plugin
plugin-created = Plugin cadastrado.
plugin-name = Nome
plugin-name-help = Aparece na aba, ao lado da conversa.
plugin-icon = Ícone
plugin-icon-help = Um emoji.
plugin-endpoint = Endereço da página
plugin-endpoint-help = A URL completa, com https. http só vale para este computador.
plugin-enabled = Ativo
plugin-enabled-help = A equipe vê o plugin ao lado das conversas.
plugin-classic = Permitir o protocolo antigo
plugin-classic-help = Para plugins com o SDK antigo. O custo: só a origem é conferida. Qualquer página do mesmo site pode se passar por esta, e a saída da página pode não ser notada.
plugin-disabled = Desativado
plugin-unseen = Ainda não visto
plugin-missing = Plugin não encontrado
plugin-missing-text = Ele pode ter sido excluído por outra pessoa.
plugin-deleted = Plugin excluído.
plugin-delete = Excluir plugin
plugin-delete-title = Excluir { $plugin }?
plugin-delete-text = O plugin some das conversas de toda a equipe, e o segredo deixa de valer. Não dá para desfazer.
last-state = Última verificação
last-state-none = Nenhum navegador da equipe abriu este plugin ainda. Abra uma conversa para vê-lo.
secret = Segredo
secret-text = Vai no parâmetro auth_secret toda vez que a página é pedida. Com ele, o servidor do plugin sabe que o pedido veio daqui.
secret-rotate = Trocar
secret-rotate-title = Trocar o segredo?
secret-rotate-text = O segredo atual deixa de valer na hora. Atualize o servidor do plugin em seguida; até lá, ele vai recusar os pedidos.
secret-rotated = Segredo trocado. Atualize o servidor do plugin.
mistake-name-empty = Escreva um nome.
mistake-name-too-long = O nome é longo demais.
mistake-icon-too-long = O ícone é um só emoji.
mistake-icon-invalid = O ícone é um só emoji.

## Endereços recusados, pelo código da recusa
refusal-empty = Escreva o endereço da página, começando com https://
refusal-too-long = O endereço é longo demais.
refusal-whitespace = Há um espaço no endereço. Remova-o ou escreva %20.
refusal-not-absolute = O endereço está incompleto. Ele começa com https:// e o nome do site.
refusal-scheme = Este tipo de endereço não abre uma página. Use https://
refusal-opaque-origin = Uma página nesse tipo de endereço não tem origem que se possa conferir. Use https://
refusal-insecure = Use https. http só vale para endereços deste computador, como http://localhost:3000
refusal-user-info = Há um usuário ou uma senha antes do @. Remova essa parte.
refusal-fragment = Remova a parte depois do #: ela nunca chega ao servidor do plugin.
refusal-empty-host = Falta o nome do site depois de //
refusal-invalid-host = O navegador não consegue abrir esse site. Confira o nome.
refusal-invalid-port = A porta precisa ser um número de 1 a 65535.
refusal-page-origin = Este é o endereço destas conversas. O plugin precisa de outro site ou de outra porta.
refusal-page-loopback = Este computador, nesta porta, é o das conversas. O plugin precisa de outra porta.

## Membros
members = Membros
members-text = Quem trabalha aqui e o que pode fazer.
member-add = Adicionar membro
member-name = Nome
member-email = E-mail
member-you = você
member-inactive = desativado
member-role-of = Papel de { $member }
member-link = Link de entrada
member-deactivate = Desativar
member-reactivate = Reativar
member-deactivate-title = Desativar { $member }?
member-deactivate-text = A pessoa sai na hora e não entra mais até ser reativada. As conversas e o histórico ficam.
mistake-email-taken = Já existe um membro com este e-mail.
mistake-email-invalid = Este não parece um e-mail. Confira.
role-label = Papel
role-agent = Agente
role-admin = Administrador
role-help = Agentes atendem conversas. Administradores também cuidam de plugins, membros e tokens.
link-title = Link de entrada de { $member }
link-text = Envie só para essa pessoa. Vale uma vez, por 15 minutos, e não será mostrado de novo.

## Tokens
tokens = Tokens de API
tokens-text = Para programas que usam a API em nome do espaço de trabalho.
tokens-empty = Nenhum token
tokens-empty-text = Crie um para cada programa, para poder revogar um sem parar os outros.
token-new = Novo token
token-create = Criar token
token-name = Nome
token-name-help = Para que serve, por exemplo "relatório diário".
token-role-help = Agentes leem e atendem conversas. Administradores podem tudo.
token-created = Token "{ $name }" criado
token-once = Copie agora: ele não será mostrado de novo.
token-kept = Já guardei
token-made = Criado em { $at } por { $by }
token-by-command = linha de comando
token-used = usado em { $at }
token-unused = nunca usado
token-revoke = Revogar
token-revoke-title = Revogar "{ $name }"?
token-revoke-text = Programas que usam este token deixam de funcionar na hora. Não dá para desfazer.
