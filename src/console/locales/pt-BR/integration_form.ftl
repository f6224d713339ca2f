# O formulário de uma integração, em português. As mesmas chaves que em `en`.

## As páginas
integration-form-list = Integrações
integration-form-missing = Esta integração não está aqui
integration-form-missing-text = Ela pode ter sido excluída.
integration-form-new = Nova integração
integration-form-new-text = O que você escrever fica como rascunho: sua empresa já pode usar, e as outras só depois de uma análise e quando você publicar.
integration-form-edit = Editar integração
integration-form-create = Criar integração
integration-form-next = Ao salvar, começa a versão { $next }. A versão { $now } fica no histórico como estava.
integration-form-next-published = Ao salvar, começa a versão { $next }. Até você publicá-la, as empresas seguem com a versão { $published }.
integration-form-draft-published = Você está escrevendo a versão { $now }. Até você publicá-la, as empresas seguem com a versão { $published }.
integration-form-waits = Esta integração está com os moderadores e, por isso, não muda agora. Para editar, retire-a da análise primeiro.
integration-form-waits-go = Ir para a integração
integration-form-failure-wrong-state = Ela foi enviada para análise nesse meio-tempo e não muda agora. Retire-a da análise primeiro; o que você digitou continua aqui.
integration-form-failure-changed-meanwhile = Alguém salvou no mesmo instante. Confira o que está aqui e salve de novo.

## O que ela é
integration-form-name = Nome
integration-form-name-help = Como as pessoas a veem no marketplace.
integration-form-description-pt = Descrição em português
integration-form-description-en = Descrição em inglês
integration-form-description-help = O que ela faz e para quem. Se houver um idioma só, todo mundo lê nele.
integration-form-category = Categoria
integration-form-logo = Logotipo
integration-form-logo-help = Um PNG, WebP ou SVG de até 32 KB, de preferência quadrado.
integration-form-logo-choose = Escolher imagem
integration-form-logo-other = Escolher outra
integration-form-logo-remove = Remover o logotipo
integration-form-redirects = URIs de redirecionamento
integration-form-redirects-help = Para onde as pessoas voltam depois de autorizar. Endereços https completos, que precisam coincidir letra por letra; o primeiro é avisado de cada instalação. No rascunho, também vale um endereço da sua própria máquina, como http://localhost:3000/callback.
integration-form-redirect = URI de redirecionamento { $number }
integration-form-redirect-add = Adicionar endereço
integration-form-redirect-remove = Remover a URI de redirecionamento { $number }

## O que ela pede
integration-form-scopes = O que ela pode ver e fazer
integration-form-scopes-help = Peça só o necessário e diga por quê: quem instala lê isso antes de aceitar.
integration-form-reason-pt = Por quê, em português
integration-form-reason-en = Por quê, em inglês
integration-form-way = Como as pessoas a usam
integration-form-way-page = Em uma página na caixa de entrada, ao lado da conversa
integration-form-way-site = Sem página na caixa de entrada: a instalação é no meu site
integration-form-endpoint = Endereço da página
integration-form-endpoint-help = A URL completa, com https. Pode ficar para depois; ela é necessária para a análise.
integration-form-classic = Permitir o protocolo antigo
integration-form-classic-help = Para páginas com o SDK antigo. Qualquer página da mesma origem que entrar no quadro também recebe a conversa.
integration-form-install = Endereço de instalação
integration-form-install-help = A página do seu site com o botão que começa a instalação. O marketplace leva as pessoas até lá.
integration-form-more = Avançado
integration-form-revocation = Endereço avisado da retirada
integration-form-revocation-help = Quando uma empresa retira a integração, este endereço é avisado. Em branco, ninguém é avisado.
integration-form-profile = Como ela recebe os tokens
integration-form-profile-default = OAuth 2.0 com PKCE (recomendado)
integration-form-profile-default-help = As regras atuais: PKCE com S256 é obrigatório e os códigos valem por 10 minutos.
integration-form-profile-kommo = Como no Kommo
integration-form-profile-kommo-help = Para programas feitos para o Kommo, que funcionam sem mudanças: PKCE é opcional, os códigos valem por 20 minutos e os tokens de acesso, por um dia.

## Depois de criada
integration-form-made = Integração criada
integration-form-keys = Chaves da sua integração
integration-form-once = Copie o segredo e guarde em um lugar seguro: ele só aparece agora. Se perder, gere outro na página da integração.
integration-form-client-id = ID do cliente (client ID)
integration-form-secret = Segredo do cliente (client secret)
integration-form-open = Abrir a integração

## Erros
integration-form-mistake-name-too-many = Sua empresa já tem todas as integrações que cabem. Exclua uma que não usa mais.
integration-form-mistake-text-too-long = Este texto é longo demais: cabem { $most } caracteres.
integration-form-mistake-logo-invalid = Não foi possível ler esta imagem. Escolha um PNG, WebP ou SVG.
integration-form-mistake-logo-not-found = Esta imagem não está mais aqui. Escolha-a de novo.
integration-form-mistake-address-invalid = Escreva um endereço https completo, como https://crm.example/callback. http só vale para a sua própria máquina.
integration-form-mistake-address-too-long = O endereço é longo demais: cabem 2.048 bytes.
integration-form-mistake-address-fragment = Remova a parte depois do #.
integration-form-mistake-address-credentials = Há um usuário ou uma senha antes do @. Remova essa parte.
integration-form-mistake-address-reserved = Remova code, error, error_description, iss, referer e state do endereço: a caixa de entrada os acrescenta quando envia as pessoas de volta.
integration-form-mistake-address-duplicate = Este endereço já está na lista.
integration-form-mistake-address-too-many = Há endereços demais: cabem { $most }.
