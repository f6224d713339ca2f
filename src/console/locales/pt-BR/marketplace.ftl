# Configurações > Marketplace e Instaladas, em português. As mesmas chaves que em `en`.

## O marketplace
market = Marketplace
market-text = Integrações de outras empresas que você pode trazer para a sua caixa de entrada. Todas passaram por uma análise.
market-search = Buscar
market-categories = Categorias
market-category-all = Todas
market-category-crm = CRM e vendas
market-category-commerce = Lojas e entregas
market-category-finance = Cobranças e notas
market-category-scheduling = Agenda
market-category-marketing = Marketing
market-category-automation = Automação
market-category-reports = Relatórios
market-category-other = Outras
market-empty = Nenhuma integração ainda
market-empty-text = Quando uma empresa publicar uma integração, ela aparece aqui, com tudo o que pede para ver e fazer.
market-none = Nada encontrado
market-none-text = Tente outras palavras ou outra categoria.
market-clear = Limpar a busca
market-by = Por { $company }
market-since = desde { $at }
market-companies =
    { $count ->
        [0] Nenhuma empresa usa
        [one] { $count } empresa usa
       *[other] { $count } empresas usam
    }
market-installed = Instalada
market-own = Só a sua empresa

## A página de uma integração
listing-missing = Esta integração não está aqui
listing-missing-text = Pode ter saído do marketplace.
market-about = O que ela faz
market-can = O que ela vai poder ver e fazer
market-no-scopes = Ela não pede para ver nem fazer nada aqui.
market-where = Para onde vão os dados
market-widget-origin = A página ao lado da conversa
market-redirect-origin = O servidor dela
market-where-unknown = Esta integração não informa um endereço.
market-how = Como instalar
market-how-text = Esta integração se instala no site de quem a fez. Lá, o botão abre uma janela daqui que mostra o que ela pede, e você decide.
market-go = Ir para { $host }
market-open = Ver a instalação
market-install = Instalar
market-not-offered = Esta integração não é mais oferecida a novas empresas.
market-ask-admin = Um administrador da sua empresa pode instalar esta integração.
market-own-text = Ela ainda não foi publicada: só a sua empresa vê esta página e pode instalar a integração.
market-not-pressed = Nada foi instalado: uma pessoa precisa apertar o botão, nesta janela.

## A instalação
market-install-title = Instalar { $name }
market-for-whom = Para quem
market-installing = Instalando e avisando o servidor da integração…
market-changed = A integração mudou enquanto você olhava. Confira o que ela pede agora e instale de novo.
market-not-now = Ela não pode ser instalada agora. Feche esta janela e veja como ela está.
market-again = Passou tempo demais desde o clique. Instale de novo.
market-done = { $name } foi instalada.

## As instaladas
installed = Instaladas
installed-text = As integrações que a sua empresa deixou entrar, o que cada uma pode fazer e como está.
installed-empty = Nenhuma integração instalada
installed-empty-text = As integrações conectam a sua caixa de entrada a outros sistemas. Encontre uma no marketplace.
installation-asks = A atualização pede mais
installation-waiting = Esperando o servidor dela
installation-active = Ativa
installation-paused = Pausada
installation-suspended = Suspensa
installation-unused = ainda não foi usada
installation-used = último uso { $at }
installation-told-none = o servidor dela ainda não foi avisado
installation-told-sent = o servidor dela foi avisado
installation-told-status = o servidor dela respondeu { $status }
installation-told-slow = o servidor dela levou mais de 3 segundos
installation-told-failure = o servidor dela não foi alcançado: { $reason }
installation-told-at = avisado em { $at }
installation-exchanged = conectada em { $at }

## Uma instalada
installation-missing = Esta integração não está instalada
installation-missing-text = Pode ter sido desinstalada.
installation-gone = A integração não existe mais
installation-since = Instalada em { $at }
installation-since-by = Instalada por { $name } em { $at }
installation-configure = Configurar
installation-pause = Pausar
installation-resume = Retomar
installation-was-paused = A integração foi pausada.
installation-resumed = A integração voltou a funcionar.
installation-waiting-text = O servidor da integração ainda não buscou o acesso. A página dela já funciona. Se isso demorar, fale com quem a fez.
installation-active-text = Tudo certo: o servidor da integração está conectado.
installation-paused-text = Um administrador pausou a integração. A página dela não aparece e o acesso dela não vale até você retomar.
installation-suspended-text = Os moderadores deste servidor suspenderam a integração em todas as empresas. A página dela não aparece e o acesso dela não vale.
installation-can = O que ela pode ver e fazer
installation-done = O que aconteceu
installation-done-empty = Nada registrado ainda.
installation-waits = A versão { $version } pede mais
installation-waits-text = Até alguém concordar, a versão de antes continua. Isto é novo:
installation-origin = A página dela vem de
installation-agree = Concordar com a versão { $version }
installation-agree-title = Concordar com a nova versão de { $name }?
installation-agree-text = A partir de agora ela vai poder também:
installation-agreed = A nova versão está valendo.
uninstall = Desinstalar
uninstall-title = Desinstalar { $name }?
uninstall-text = O acesso da integração acaba na hora, a página dela some da caixa de entrada e o servidor dela é avisado.
uninstalled = A integração foi desinstalada.

## A página dela entre os plugins
plugin-installed = Instalado pelo marketplace. O endereço e as permissões são da integração; para remover, desinstale a integração.
plugin-installed-open = Ver a integração
