# Os plugins ao lado da conversa, em português do Brasil.

## Painel de plugins
panel-label = Plugins
panel-open = Abrir os plugins
panel-open-badges = Abrir os plugins: há algo para ver
panel-close = Fechar os plugins
panel-resize = Largura do painel: arraste ou use as setas
panel-empty = Nenhum plugin
panel-empty-admin = Plugins são páginas pequenas que aparecem ao lado da conversa e sabem qual contato está sendo atendido. Cadastre o endereço do primeiro.
panel-empty-agent = Plugins mostram aqui dados do contato vindos de outros sistemas. Peça a um administrador que cadastre o primeiro.
plugin-busy = O plugin está ocupado
badge-count = { $count ->
    [one] { $count } item para ver
   *[other] { $count } itens para ver
}
tab-trouble = Este plugin precisa de atenção
frame-reload = Recarregar o plugin
frame-enter = Entrar em { $plugin }
frame-enter-about = Para voltar, aperte Tab até passar do último campo do plugin.
frame-leave = Voltar para a conversa
keyboard-let = Deixar este plugin tomar o teclado
keyboard-let-about = Para leitores de tela e outros auxílios. Você será avisado quando acontecer.
keyboard-taken = { $plugin } tomou o teclado. Aperte Tab ou clique fora para sair dele.
reload = Recarregar
load-again = Carregar de novo
frame-open = Abrir em outra aba
frame-settings = Abrir o cadastro
frame-waiting = Ainda esperando { $plugin }
frame-waiting-text = A página ainda não disse quem é. Pode continuar o atendimento: ela aparece aqui assim que responder.
left-bar = Esta não é a página cadastrada de { $plugin }. Ela não recebe nada da conversa.
show-left = Mostrar mesmo assim
use-address = Usar este endereço
use-address-title = Cadastrar o outro endereço?
use-address-text = O segredo do plugin e os dados das conversas abertas vão passar a ir para a página do novo endereço.
use-address-new = Novo
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
state-left-text = A página tinha sido verificada, mas foi trocada por outra. A que está aí agora fica coberta e não recebe nada. Se voltar ao endereço cadastrado, é verificada de novo.
state-failed-title = O plugin não respondeu
state-failed-text = Nenhuma página se identificou no tempo esperado. Nada foi enviado.
state-stopped = Interrompido
state-stopped-title = O plugin foi interrompido
state-stopped-text = O plugin se comportou mal e foi retirado da página.
state-classic-title = Protocolo antigo, permitido no cadastro
state-classic-text = A página fala o protocolo antigo, em que só a origem pode ser conferida, não o caminho. Ela recebe os dados da conversa aberta.
state-classic-ignored = A página também fala o protocolo antigo; essas mensagens são ignoradas. Um administrador pode permiti-las no cadastro do plugin.
reason-origin-title = Outro site respondeu
reason-origin = A página que respondeu vem de outra origem, diferente da cadastrada. Ela não recebeu nada e foi retirada.
reason-path-title = Outra página respondeu
reason-path = O site é o cadastrado, mas o caminho é outro. Isso acontece quando o servidor redireciona, por exemplo de /p para /p/. A página não recebeu nada e foi retirada.
reason-shape-title = A página não falou o protocolo certo
reason-shape = A página mandou uma apresentação que esta versão não entende. Ela não recebeu nada e foi retirada.
reason-policy-title = O navegador não pode abrir este endereço
reason-policy = A política de segurança desta página impede carregar o endereço cadastrado.
reason-gone-title = A página foi embora
reason-gone = A página verificada se despediu ou deixou de responder. A que está aí agora não recebe nada.
reason-no-hello-title = O plugin não respondeu
reason-no-hello = Nenhuma página se identificou no tempo esperado. O site pode estar fora do ar, ou a página não carrega o SDK.
reason-classic-not-allowed-title = A página fala o protocolo antigo
reason-classic-not-allowed = A página usa uma versão antiga do SDK, em que só a origem pode ser conferida. O cadastro deste plugin não permite isso, e nada foi enviado.
reason-flooding-title = O plugin inundou o atendimento
reason-flooding = Ele enviou mais mensagens do que a página consegue olhar, e foi retirado antes que tudo ficasse lento. Nada do que você escreveu se perdeu.
reason-keyboard-title = O plugin insistiu em tomar o teclado
reason-keyboard = Ele levou o teclado para si enquanto você escrevia, e foi retirado. O que você escreveu continua lá.
do-flooding = Carregue de novo e, se acontecer outra vez, avise quem fez o plugin.
do-keyboard = Carregue de novo e, se acontecer outra vez, avise quem fez o plugin. Se você precisa que o plugin tome o teclado, como com um leitor de tela, permita isso no estado do plugin, acima.
do-left = Carregue de novo para voltar à página cadastrada. Se o plugin acabou de levar você a outro lugar para entrar com sua conta, dá para mostrar essa página; o que você digitar nela vai para quem é dono dela.
do-classic = Atualize o SDK na página do plugin para ter a verificação completa.
do-address = Se o endereço encontrado é o certo, ele pode ser cadastrado no lugar do atual. Se não é, fale com quem fez o plugin antes de mudar qualquer coisa.
do-origin = Se o plugin mudou de endereço, digite o novo no cadastro dele. Se não mudou, fale com quem fez o plugin antes de mexer em qualquer coisa: há outro site no lugar dele.
do-classic-not-allowed = Atualize o SDK na página do plugin, ou permita o protocolo antigo no cadastro.
do-policy = Confira o endereço cadastrado: ele precisa ser https e de outro site.
do-shape = Atualize o SDK na página do plugin e recarregue.
do-no-hello = Abra o endereço em outra aba para ver se responde, confira se a página carrega o SDK e carregue de novo.
do-ask-admin = Um administrador pode resolver isso nas configurações do plugin.

## Perguntas e avisos de plugins
dialog-source = { $plugin } pergunta
dialog-ok = Confirmar
dialog-cancel = Cancelar
toasts-label = Avisos
