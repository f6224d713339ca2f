# Os plugins ao lado da conversa, em português do Brasil.

## Painel de plugins
panel-label = Plugins
panel-open = Mostrar os plugins
panel-open-news = Mostrar os plugins: há novidades
panel-close = Ocultar os plugins
panel-resize = Largura do painel: arraste ou use as setas
panel-empty = Nenhum plugin
panel-empty-admin = Plugins são páginas pequenas que aparecem ao lado da conversa e sabem qual contato está sendo atendido. Cadastre o endereço do primeiro.
panel-empty-agent = Plugins mostram aqui dados do contato vindos de outros sistemas. Peça a um administrador que cadastre o primeiro.
panel-elsewhere = Nenhum plugin para esta conversa
panel-elsewhere-text = Os seus plugins são de conversas de outros canais. Eles voltam quando você abrir uma delas.
plugin-busy = O plugin está ocupado
badge-count = { $count ->
    [one] { $count } item para ver
   *[other] { $count } itens para ver
}
tab-trouble = Este plugin precisa de atenção
tabs-more = Mais plugins (+{ $count })
tabs-order = Ordem dos plugins
tabs-trouble = um precisa de atenção
tab-left = Mover { $plugin } para a esquerda
tab-right = Mover { $plugin } para a direita
frame-reload = Recarregar o plugin
frame-enter = Entrar em { $plugin }
frame-enter-about = Para voltar, pressione Tab até passar do último campo do plugin.
frame-leave = Voltar para a conversa
keyboard-let = Deixar este plugin tomar o teclado
keyboard-let-about = Para leitores de tela e outros auxílios. Você será avisado quando acontecer.
keyboard-taken = { $plugin } tomou o teclado. Pressione Tab ou clique fora para sair dele.
reload = Recarregar
load-again = Carregar de novo
frame-open = Abrir em outra aba
frame-settings = Abrir o cadastro
frame-waiting = Ainda esperando { $plugin }
frame-waiting-text = A página ainda não se identificou. Você pode continuar o atendimento: ela aparece aqui assim que responder.
left-bar = Esta não é a página cadastrada de { $plugin }. Ela não recebe nada da conversa.
show-left = Mostrar mesmo assim
use-address = Usar este endereço
use-address-title = Cadastrar o outro endereço?
use-address-text = O segredo do plugin e os dados das conversas abertas vão passar a ir para a página do novo endereço.
use-address-new = Novo
use-address-done = Endereço atualizado.

## Estados de um plugin
do-ask-admin = Um administrador pode resolver isso nas configurações do plugin.

## Perguntas e avisos de plugins
dialog-source = { $plugin } pergunta
dialog-ok = Confirmar
dialog-cancel = Cancelar
toasts-label = Avisos
