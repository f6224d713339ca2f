# O que um espaço de trabalho tem de seu, em português do Brasil.

## Espaço de trabalho
workspace = Espaço de trabalho
workspace-text = A empresa, e como os novos membros começam.
workspace-name = Nome
workspace-country = País
workspace-country-help = Telefones sem o código do país são lidos como números deste país.
workspace-country-none = Não escolhido
workspace-locale = Idioma dos novos membros
workspace-locale-help = Cada pessoa pode escolher outro no próprio menu.
workspace-locale-none = O idioma do navegador de cada um
workspace-timezone = Fuso horário dos novos membros
workspace-timezone-help = Os horários da página aparecem nele. Cada pessoa pode escolher o do próprio aparelho no próprio menu.
workspace-timezone-none = O fuso do aparelho de cada um
workspace-agents-tags = Agentes podem criar etiquetas
workspace-agents-tags-help = Renomear, desativar e excluir continuam com os administradores.
workspace-dev-plugins = Cada um pode adicionar plugins do próprio computador
workspace-dev-plugins-help = Para quem escreve um plugin. Só quem o adicionou o vê.
workspace-dev-plugins-https = Para quem escreve um plugin. Só quem o adicionou o vê. Esta caixa de entrada usa https: o navegador pode recusar um plugin assim, e depois de uma mudança é preciso recarregar a página.

## Todas as listas
own-name = Nome
own-color = Cor
own-icon = Ícone
own-icon-help = Um emoji. Pode ficar vazio.
own-description = Descrição
own-type = Tipo
own-key = Chave
own-members = Membros
own-members-help = Quem está no grupo vê o que é movido para ele. Escolha pelo menos um membro que possa entrar.
own-members-count = { $count ->
    [one] { $count } membro
   *[other] { $count } membros
}
own-options = Opções
own-options-help = Uma por linha. O que já foi escolhido fica, mesmo que você remova a opção daqui. Sem opções, qualquer texto serve.
own-key-help = Plugins e a API leem o campo por esta chave. Em branco, ela é criada a partir do nome. Não muda depois.
own-create = Criar
own-edit = Editar { $name }
own-up = Subir { $name }
own-down = Descer { $name }
own-moved = { $name } agora é o número { $place } de { $count }
own-off = Desativar
own-on = Ativar
own-is-off = desativado
own-off-title = Desativar { $name }?
own-delete = Excluir
own-delete-title = Excluir { $name }?
own-deleted = { $name }: exclusão concluída.
own-in-use = O que está em uso pode ser desativado, não excluído.
own-address = Endereço do canal
own-address-text = Para onde o seu programa envia as mensagens que chegam.
own-command = Experimente no terminal
mistake-color-invalid = Escolha uma cor.
mistake-members-empty = Escolha pelo menos um membro que possa entrar.
mistake-placeholder-taken = Outro campo tem esta chave.
mistake-placeholder-invalid = A chave começa com uma letra e só tem letras minúsculas sem acento, algarismos e _.
mistake-options-repeated = Há uma opção repetida.
mistake-options-too-long = Uma opção é longa demais: cabem 200 caracteres.
mistake-description-too-long = A descrição é longa demais: cabem 500 caracteres.
mistake-text-empty = Escreva o texto.
mistake-text-too-long = O texto é longo demais: cabem 10.000 caracteres.
mistake-text-unknown-variable = Há uma variável que não existe. Use os botões debaixo do texto.

## Etiquetas
own-tags = Etiquetas
own-tags-text = Rótulos para as conversas, para as pessoas e para os plugins.
own-tags-new = Nova etiqueta
own-tags-empty = Nenhuma etiqueta
own-tags-empty-text = Uma etiqueta mostra de relance do que trata a conversa, como “VIP” ou “Entrega atrasada”.
own-tags-used = { $count ->
    [0] Em nenhuma conversa
    [one] Em { $count } conversa
   *[other] Em { $count } conversas
}
own-tags-used-more = Em mais de { $count } conversas
own-tags-off-text = Desativada, ninguém pode usá-la. Ela fica nas conversas que já a têm.
own-tags-on-text = Ativada, ela pode ser usada nas conversas de novo.
own-tags-delete-text = Nenhuma conversa a tem, então nada se perde.

## Grupos
own-groups = Grupos
own-groups-text = Equipes para onde as conversas são movidas.
own-groups-new = Novo grupo
own-groups-empty = Nenhum grupo
own-groups-empty-text = Crie um para cada equipe, como “Vendas” ou “Suporte”, e mova conversas para ele.
own-groups-used = { $count ->
    [0] Nenhuma conversa
    [one] { $count } conversa
   *[other] { $count } conversas
}
own-groups-used-more = Mais de { $count } conversas
own-groups-off-text = Desativado, nenhuma conversa pode ser movida para ele. As que já estão nele ficam.
own-groups-on-text = Ativado, ele pode receber conversas de novo.
own-groups-delete-text = Nenhuma conversa está nele, então nada se perde.

## Campos
own-fields = Campos personalizados
own-fields-text = O que a sua empresa quer saber das pessoas e de cada atendimento.
own-fields-new = Novo campo
own-fields-empty = Nenhum campo
own-fields-empty-text = Adicione o que você pergunta a todos, como o número do cliente ou o motivo do contato.
own-fields-description-help = Ajuda para quem preenche.
own-fields-used = { $count ->
    [0] Sem nada preenchido
    [one] Preenchido { $count } vez
   *[other] Preenchido { $count } vezes
}
own-fields-used-more = Preenchido mais de { $count } vezes
own-fields-off-text = Desativado, ninguém pode preenchê-lo. O que está preenchido fica e pode ser lido.
own-fields-on-text = Ativado, ele pode ser preenchido de novo.
own-fields-delete-text = Não há nada preenchido, então nada se perde.
own-part-contact = De contatos
own-part-contact-text = Ficam com a pessoa, em todas as conversas.
own-part-session = De atendimentos
own-part-session-text = São de um atendimento, do começo ao fim.
field-text = Texto
field-number = Número inteiro
field-decimal = Número com decimais
field-date = Data
field-select = Uma opção
field-multi-select = Várias opções

## Canais
own-channels = Canais
own-channels-text = Por onde as mensagens chegam.
own-channels-new = Novo canal
own-channels-empty = Nenhum canal
own-channels-empty-text = Sem um canal, nenhuma mensagem chega. Crie um para cada número, conta ou site.
own-channels-name-help = Como “WhatsApp do suporte” ou o endereço da caixa de e-mail.
own-channels-type-help = Diz como o endereço de quem escreve é lido: um telefone, um e-mail ou um nome. Não muda depois.
own-channels-used = { $count ->
    [0] Nenhuma conversa
    [one] { $count } conversa
   *[other] { $count } conversas
}
own-channels-used-more = Mais de { $count } conversas
own-channels-off-text = Desativado, ele recusa as mensagens que recebe, e não dá para iniciar conversas nele. As conversas abertas ficam e podem ser respondidas.
own-channels-on-text = Ativado, ele recebe mensagens de novo.
own-channels-delete-text = Nenhuma conversa usa este canal, então nada se perde.
channel-whatsapp = WhatsApp
channel-instagram = Instagram
channel-email = E-mail
channel-webchat = Chat do site
channel-telegram = Telegram
channel-sms = SMS

## Respostas prontas
own-replies-text = Textos que você envia com frequência. Digite / no começo da mensagem para escolher um.
own-replies-new = Nova resposta pronta
own-replies-empty = Nenhuma ainda
own-replies-empty-text = Guarde o que você escreve toda hora, como o horário de atendimento ou como trocar um produto.
own-replies-name-help = O que você digita depois da / para encontrá-la.
own-replies-body = Texto
own-replies-body-help = As variáveis são preenchidas quando você insere a resposta. As desconhecidas ficam marcadas para você completar.
own-replies-variables = Inserir uma variável
own-replies-delete-text = Excluída, ninguém mais a encontra depois da /. As mensagens enviadas com ela ficam.
own-part-shared = Compartilhadas
own-part-shared-text = Mantidas pelos administradores.
own-part-personal = Pessoais
own-part-personal-text = Só você as vê.

## Cores das etiquetas
color-0 = Vermelho
color-1 = Laranja
color-2 = Âmbar
color-3 = Verde-limão
color-4 = Verde
color-5 = Verde-azulado
color-6 = Ciano
color-7 = Azul
color-8 = Índigo
color-9 = Violeta
color-10 = Rosa
color-11 = Cinza
color-other = Outra
