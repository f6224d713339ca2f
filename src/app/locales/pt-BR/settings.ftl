# A entrada e as configurações, em português do Brasil.

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
reference = Referência
plugins-empty = Nenhum plugin cadastrado
plugins-empty-text = Um plugin é uma página web com o nosso SDK. Ela aparece ao lado da conversa e sabe qual contato está sendo atendido.
plugin-new = Novo plugin
plugin-new-text = Diga onde está a página. Conferimos o endereço toda vez que ela carrega.
plugin-new-reference = Como se escreve um plugin, com todos os comandos e eventos:
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
mistake-phone-invalid = Escreva de 5 a 15 algarismos com o código do país: por exemplo, 5511987654321.
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
