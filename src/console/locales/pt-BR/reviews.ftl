## O que os moderadores do servidor veem

reviews = Análises
reviews-text = Integrações de todas as empresas deste servidor. O que você aprova, a empresa pode publicar para todas elas.
reviews-which = Quais integrações
reviews-waiting = Na fila
reviews-empty = Nada espera por você
reviews-empty-text = Quando uma empresa enviar uma integração, ela aparece aqui.
reviews-none = Nenhuma
reviews-none-text = Nenhuma integração está assim agora.

review-checks = O que o servidor viu
review-checked = Verificado em { $at }.
review-unchecked = O servidor ainda não verificou esta versão.
review-check-again = Verificar de novo
review-check-endpoint = A página responde por https e pode aparecer aqui num quadro
review-check-redirect_uri = As URIs de redirecionamento respondem
review-check-revocation_url = A URL de revogação recusa uma assinatura errada
review-check-texts = Os textos estão nos dois idiomas
review-check-install_url = Diz onde a instalação é feita
review-outcome-passed = · como deve ser
review-outcome-failed = · não está como deve ser
review-outcome-skipped = · não se aplica

review-changes = O que muda
review-changes-none = Nada difere da versão publicada.
review-wider = Ela pede mais ou manda dados para outro lugar: as empresas que a usam terão que aceitar antes que esta versão substitua a que elas têm.
review-before = Publicada
review-after = Esta versão
review-field-name = Nome
review-field-description = Descrição
review-field-category = Categoria
review-field-logo = Logotipo
review-field-redirectUris = URIs de redirecionamento
review-field-revocationUrl = URL de revogação
review-field-scopes = O que ela pede
review-field-profile = Regras dos tokens
review-field-widget = Página ao lado da conversa
review-field-installUrl = Onde é instalada

review-language-pt-BR = Português
review-language-en = Inglês
review-missing = Ainda não foi escrito
review-history = O que aconteceu
review-reason = Por quê (quem desenvolve vai ler)

review-take = Começar análise
review-take-done = Você está analisando.
review-approve = Aprovar
review-approve-done = Aprovada. A empresa já pode publicar.
review-request_changes = Pedir mudanças
review-request_changes-title = Pedir mudanças em "{ $name }"?
review-request_changes-text = Diga o que precisa mudar. A empresa pode editar e enviar de novo.
review-request_changes-done = O pedido de mudanças foi enviado.
review-reject = Recusar
review-reject-title = Recusar "{ $name }"?
review-reject-text = Diga por quê. A versão publicada, se houver, continua.
review-reject-done = Recusada.
review-suspend = Suspender
review-suspend-title = Suspender "{ $name }" em toda parte?
review-suspend-text = Todas as empresas perdem a página e o acesso dela na hora, até você retirar a suspensão.
review-suspend-done = Suspensa em todas as empresas.
review-lift = Retirar suspensão
review-lift-done = Ela continua como antes.
