# Configurações > Apps, em português. As mesmas chaves que em `en`.

## A lista
apps = Apps
apps-text = Outros serviços que os plugins e os programas daqui podem chamar. As credenciais ficam no servidor.
apps-empty = Nenhum app ainda
apps-empty-text = Um app é descrito por um arquivo, lib/app.json. Envie o arquivo, conecte uma conta sua, e os plugins que você permitir chamam a API sem nunca ver um segredo.
app-missing = Este app não está aqui
app-missing-text = Pode ter sido excluído.
app-website = Site
app-signup = Criar uma conta
app-connections-count =
    { $count ->
        [0] Nenhuma conexão
        [one] { $count } conexão
       *[other] { $count } conexões
    }

## O envio
app-upload = Enviar um app
app-upload-text = Um app novo, ou uma nova versão de um que já está aqui. As conexões continuam quando os campos ainda servem.
app-pick = Arquivos
app-pick-folder = Escolher uma pasta
app-pick-zip = Escolher um zip
app-pick-files = Escolher os arquivos
app-pick-help = A pasta com lib/app.json e, se o app tiver, lib/index.js; um zip dela; ou só esses arquivos.
app-pick-missing = Não há um lib/app.json entre estes arquivos.
app-pick-large = O arquivo { $file } tem { $bytes } bytes, e no máximo { $most } são aceitos.
app-pick-unread = Um arquivo não pôde ser lido. Escolha de novo.
app-schema = O formato para o seu editor (JSON Schema)
app-good = Não há nada errado nestes arquivos.
app-good-warnings = Estes arquivos podem ser enviados. Veja os avisos antes.
app-bad = Estes arquivos ainda não podem ser enviados. Corrija o que está na lista e escolha de novo.
app-upload-now = Enviar
app-uploaded = O app foi enviado.
app-errors =
    { $count ->
        [one] { $count } erro
       *[other] { $count } erros
    }
app-warnings =
    { $count ->
        [one] { $count } aviso
       *[other] { $count } avisos
    }
app-problem-path = Onde
app-problem-found = O que está lá
app-problem-expected = O que se esperava

## Um app
app-files = Arquivos
app-files-text = A versão em vigor. Os segredos que um arquivo trazia ficam lacrados e aparecem aqui como ***.
app-new-version = Enviar uma versão
app-id = Id
app-version = Versão
app-kind = Autenticação
app-kind-oauth = OAuth 2: uma pessoa concorda na página do app
app-kind-basic = Usuário e senha (HTTP Basic)
app-kind-header = Cabeçalhos
app-kind-query = Parâmetros do endereço
app-kind-none = Nenhuma
app-ping = Teste das credenciais
app-ping-none = Nenhum: ninguém sabe se as credenciais são boas antes que uma chamada falhe
app-ping-request = Uma requisição que o arquivo descreve
app-ping-script = A função ping em lib/index.js
app-environments = Ambientes
environment-is-default = Padrão
environment-default = { $label } (padrão)
app-client = Quem você é para este app
app-client-text = O app dá um id de cliente e um segredo a quem se registra nele como desenvolvedor.
app-client-missing = Enquanto os dois não estiverem preenchidos, ninguém consegue conectar.
app-callback = Registre lá este endereço, como URL de callback ou de redirecionamento:
app-client-id = Id do cliente
app-client-secret = Segredo do cliente
app-secret-kept = Há um segredo guardado. Escreva outro para substituí-lo.
app-secret-missing = Depois de salvo, não é mostrado a ninguém.
app-delete = Excluir app
app-delete-text = As conexões e as credenciais são excluídas junto. Plugins que o chamam recebem um erro.
app-delete-title = Excluir o app { $name }?
app-deleted = O app foi excluído.

## As conexões
connections = Conexões
connections-empty = Ninguém conectou uma conta ainda.
connection-add = Conectar
connection-missing = Esta conexão não está aqui
connection-missing-text = Pode ter sido excluída, ou só testada e nunca salva.
connection-default = Padrão
connection-default-text = Chamadas que não indicam uma conexão usam esta.
connection-connected = Conectada
connection-connected-text = As chamadas são feitas com estas credenciais.
connection-pending = Falta autorizar
connection-pending-text = Alguém ainda precisa concordar na página do app.
connection-reconnect = Reconectar
connection-reconnect-text = O app não aceita mais estas credenciais. As chamadas falham até que alguém conecte de novo.
connection-expires = token válido até { $at }
connection-authorize = Autorizar na página do app
connection-agreed = Conectada.
connection-refused = Não foi conectada: { $reason }
problem-authorize = A página do app não pôde ser aberta.
connection-delete = Excluir conexão
connection-delete-text = As credenciais são excluídas junto. Chamadas que a indicam recebem um erro.
connection-delete-title = Excluir a conexão { $name }?
connection-deleted = A conexão foi excluída.

## O formulário
connection-new = Conectar { $app }
connection-new-text = O que você preenche fica lacrado no servidor e só é enviado ao app.
connection-name = Nome
connection-name-help = Como as pessoas daqui chamam esta conexão, por exemplo “Vendas”.
connection-name-empty = Escreva um nome.
connection-environment = Ambiente
connection-oauth = Depois de salvar, você vai para a página de { $app }, onde concorda.
connection-save = Salvar
connection-saved = A conexão foi salva.
connection-try = Testar
connection-try-oauth = “Testar” leva você a { $app }, onde você concorda, e traz de volta para cá. Nada é salvo antes de você ver se funciona.
connection-edit = Nome e credenciais
connection-kept = Há um valor guardado. Escreva outro para substituí-lo.
connection-confirm = As chamadas desta conexão, com as credenciais, vão para { $host }. Confio neste endereço.
connection-confirm-missing = Confirme para onde vão as chamadas.
connection-address = Escreva um endereço, como https://loja.example.com.
app-field-min-length =
    { $count ->
        [one] No mínimo { $count } caractere.
       *[other] No mínimo { $count } caracteres.
    }
app-field-max-length =
    { $count ->
        [one] No máximo { $count } caractere.
       *[other] No máximo { $count } caracteres.
    }
app-field-sent-as = É enviado assim: { $what }
app-field-for-address = Faz parte do endereço do app; não é enviado de outra forma.
app-field-empty = Preencha este campo.
app-field-email = Escreva um endereço de e-mail, como ana@example.com.
app-field-pattern = O app pede outro formato aqui.
app-field-too-short =
    { $count ->
        [one] Curto demais: no mínimo { $count } caractere.
       *[other] Curto demais: no mínimo { $count } caracteres.
    }
app-field-too-long =
    { $count ->
        [one] Longo demais: no máximo { $count } caractere.
       *[other] Longo demais: no máximo { $count } caracteres.
    }

## O teste antes de salvar
trial = Nada foi salvo ainda
trial-text = Você está só testando esta conexão, e nenhuma chamada a usa. Salve até { $at }, ou ela some sozinha.
trial-pending = Concorde na página do app e veja aqui se funciona.
trial-agreed = O app autorizou você. Nada foi salvo ainda.
trial-keep = Salvar conexão
trial-again = Testar de novo
trial-discard = Descartar
trial-discarded = Descartada. Nada foi salvo.

## O teste
ping = Teste
ping-text = Pergunta ao app se ele aceita estas credenciais.
ping-now = Testar agora
ping-made-up = Testar com credenciais inventadas
ping-made-up-text = Se credenciais inventadas também passam, o teste do app não prova nada.
ping-passed = O app aceita estas credenciais.
ping-credentials-refused = O app recusa estas credenciais. Confira o que foi preenchido.
ping-rights-missing = O app conhece estas credenciais, mas falta uma permissão de que o teste precisa.
ping-rate-limited = O app recebeu requisições demais. Espere um pouco antes da próxima tentativa.
ping-rate-limited-until = O app recebeu requisições demais. Tente de novo depois de { $at }.
ping-service-down = O app não responde, ou está fora do ar. Isso não diz nada sobre as credenciais.
ping-refused = O app diz que não.
ping-address-refused = O endereço leva a um lugar que não pode ser chamado: uma rede privada, ou um host que este app não tem.
ping-script-failed = O teste do próprio app está com defeito. Avise quem o escreveu.
ping-no-ping = Este app não tem um teste: ninguém sabe se as credenciais são boas antes que uma chamada falhe.
ping-proves-nothing = Credenciais inventadas também passam; este teste não prova nada.
ping-proves = Credenciais inventadas são recusadas; o teste prova alguma coisa.
problem-ping = O teste não pôde ser feito.

## As últimas chamadas
calls = Últimas chamadas
calls-text = As últimas 100. O que foi enviado e respondido não fica guardado em lugar nenhum.
calls-empty = Nenhuma chamada ainda.
call-at = Quando
call-request = Requisição
call-status = Status
call-took = Duração
