# Configurações > Integrações, as páginas das que a empresa faz, em português. As mesmas chaves que em `en`.

## A lista
integrations = Integrações
integrations-text = O que a sua empresa cria para a própria caixa de entrada e, depois de uma análise, para as outras.
integrations-empty = Nenhuma integração ainda
integrations-empty-text = Uma integração é um programa seu que conecta a caixa de entrada a outro sistema: pode mostrar uma página ao lado da conversa, ler o que for permitido e agir com a autorização de cada empresa. Experimente primeiro na sua empresa e depois ofereça a todas.
integration-add = Nova integração
integration-missing = Esta integração não está aqui
integration-missing-text = Pode ter sido excluída.

## Como ela está
integration-state-draft = Rascunho
integration-state-submitted = Enviada
integration-state-in_review = Em análise
integration-state-changes_requested = Ajustes pedidos
integration-state-rejected = Recusada
integration-state-approved = Aprovada
integration-state-published = Publicada
integration-state-suspended = Suspensa
integration-state-retired = Fora de oferta
integration-state-withdrawn = Retirada
integration-line-draft = versão { $version } em preparo
integration-line-submitted = versão { $version } na fila da análise
integration-line-in_review = versão { $version } em análise
integration-line-changes_requested = ajustes pedidos na versão { $version }
integration-line-rejected = versão { $version } recusada
integration-line-approved = versão { $version } aprovada
integration-line-published = versão { $version } publicada
integration-line-suspended = parada em todas as empresas
integration-line-retired = versão { $version } não é mais oferecida
integration-line-withdrawn = versão { $version } retirada
integration-text-draft = Experimente na sua empresa. Quando estiver pronta, envie para análise.
integration-text-submitted = Ela está na fila dos moderadores. A resposta aparece aqui.
integration-text-in_review = Um moderador está analisando. A resposta aparece aqui.
integration-text-changes_requested = Os moderadores pediram ajustes. Faça as mudanças e envie de novo.
integration-text-rejected = Os moderadores recusaram esta versão. Você pode mudá-la e enviar de novo.
integration-text-approved = Os moderadores aprovaram esta versão. Publique quando quiser.
integration-text-published = Ela está no marketplace, para todas as empresas.
integration-text-suspended = Os moderadores a suspenderam em todas as empresas: a página dela não aparece e o acesso dela não vale. Corrija o que eles apontam e fale com eles.
integration-text-retired = Ela não é oferecida a mais ninguém. Onde está instalada, continua funcionando.
integration-text-withdrawn = Você retirou esta versão. Pode mudá-la e enviar de novo.
integration-held = Não dá para editar enquanto ela está com os moderadores. Para mudar algo, retire-a primeiro.
integration-own = Só a sua empresa pode instalar até que ela seja publicada.
integration-all = É isto que as outras empresas veem:
integration-listing = Ver a página dela no marketplace
integration-edit = Editar
integration-changed = Ela mudou nesse meio-tempo. É assim que está agora.

## Os passos
integration-step-submit = Enviar para análise
integration-step-withdraw = Retirar
integration-step-publish = Publicar
integration-step-retire = Parar de oferecer
integration-step-offer = Oferecer de novo
integration-step-submit-title = Enviar { $name } para análise?
integration-step-publish-title = Publicar { $name }?
integration-step-retire-title = Parar de oferecer { $name }?
integration-step-submit-text = Os moderadores analisam esta versão como está agora. Não dá para editá-la até a resposta deles, ou até você retirá-la.
integration-step-publish-text = Esta versão vai para o marketplace no lugar da anterior. Se ela pede mais, as empresas que a têm precisam concordar de novo.
integration-step-retire-text = Ela sai do marketplace e nenhuma empresa nova pode instalar. Onde está instalada, continua funcionando. Você pode oferecê-la de novo depois.
integration-step-submit-done = Enviada. Os moderadores vão analisar.
integration-step-withdraw-done = Retirada. Você já pode editar de novo.
integration-step-publish-done = Publicada. Todas as empresas já podem instalar.
integration-step-retire-done = Pronto: ela não é oferecida a mais ninguém.
integration-step-offer-done = Ela está sendo oferecida de novo.
integration-note = Recado aos moderadores (opcional)
integration-problems = Falta algo ou há algo errado:
integration-problem-description-empty = Diga o que ela faz, em pelo menos um idioma.
integration-problem-redirectUris-empty = Inclua pelo menos um endereço para onde as pessoas voltam.
integration-problem-installUrl-empty = Diga onde ela se instala, ou dê a ela uma página ao lado da conversa.
integration-problem-reason-too-long = O recado é longo demais.
integration-problem-loopback = Este endereço é do seu computador: os outros precisam alcançá-lo.

## O que está escrito sobre ela
integration-client = ID do cliente
integration-client-text = É o client_id do OAuth 2.0. Nunca muda e não é segredo.
integration-fact-about = O que ela faz
integration-fact-about-empty = Ainda não há descrição.
integration-fact-addresses = Endereços
integration-fact-address-none = Nenhum
integration-fact-redirects = URIs de redirecionamento
integration-fact-revocation = Avisado quando é desinstalada
integration-fact-page = Página ao lado da conversa
integration-fact-install = Onde se instala
integration-fact-profile = Regras dos tokens
integration-fact-profile-default = OAuth 2.0 com PKCE
integration-fact-profile-kommo = Compatível com o Kommo
integration-fact-scopes = O que ela pede para ver e fazer

## Segredos
integration-secrets = Segredos
integration-secrets-text = O servidor dela mostra um segredo, o client_secret do OAuth 2.0, para obter o acesso. Guarde-o só no servidor.
integration-secrets-empty = Ainda não há segredo.
integration-secret-at = Criado em { $at }
integration-secret-current = O atual, sem data para acabar
integration-secret-ends = Vale até { $at }
integration-secret-new = Novo segredo
integration-secret-title = Criar um novo segredo?
integration-secret-question = O novo vale na hora. Leve-o ao seu servidor antes que o atual acabe.
integration-secret-made = O seu novo segredo
integration-secret-once = Copie agora: ele só aparece desta vez.
integration-secret-kept = Já guardei
integration-overlap = O segredo atual continua por
integration-overlap-help = Se ele vazou, encerre na hora.
integration-overlap-none = Acaba na hora
integration-overlap-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
integration-overlap-days =
    { $count ->
        [one] { $count } dia
       *[other] { $count } dias
    }

## O que aconteceu
integration-history = Histórico
integration-history-empty = Nada aconteceu ainda.
integration-moderator = Moderação
integration-did-edit = { $name } editou a versão { $version }
integration-did-submit = { $name } enviou a versão { $version } para análise
integration-did-withdraw = { $name } retirou a versão { $version }
integration-did-publish = { $name } publicou a versão { $version }
integration-did-retire = { $name } parou de oferecer a integração
integration-did-offer = { $name } voltou a oferecer a integração
integration-did-take = { $name } começou a analisar a versão { $version }
integration-did-approve = { $name } aprovou a versão { $version }
integration-did-request_changes = { $name } pediu ajustes na versão { $version }
integration-did-reject = { $name } recusou a versão { $version }
integration-did-suspend = { $name } suspendeu a integração
integration-did-lift = { $name } encerrou a suspensão
integration-did-other = { $name }: { $step } (versão { $version })
integration-versions = Versões
integration-versions-text = O que foi enviado fica como estava. O que você escrever depois é a próxima versão.
integration-versions-empty = Nenhuma versão foi enviada ainda.
integration-version = Versão { $version }
integration-version-at = Enviada em { $at }

## O manifesto
integration-manifest = Manifesto
integration-manifest-text = Tudo o que está escrito sobre a integração, em JSON. Você pode guardá-lo em um repositório e trazê-lo de volta colando aqui.
integration-paste = Colar um manifesto
integration-paste-label = Novo manifesto
integration-paste-help = Ele substitui tudo o que está escrito. O que faltar nele fica vazio.
integration-paste-save = Salvar o manifesto
integration-paste-unread = Isto não é um manifesto: linha { $line }, coluna { $column }: { $reason }
integration-paste-unknown = Um manifesto não tem estas chaves. Corrija ou remova:
integration-pasted = O manifesto foi salvo.

## O fim dela
integration-delete = Excluir integração
integration-delete-title = Excluir { $name }?
integration-delete-text = A integração, os segredos e todo o acesso dela acabam na hora. Não dá para desfazer.
integration-delete-type = Digite { $name } para confirmar
integration-deleted = A integração foi excluída.
