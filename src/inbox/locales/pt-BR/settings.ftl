# A entrada e as configurações, em português do Brasil.

## Entrada
signed-out = Entre para continuar
signed-out-text = O Encaixe não usa senha. Você entra por um link que vale uma vez, por 15 minutos.
sign-in-busy = Entrando
sign-in-spent = Este link não vale mais
sign-in-spent-text = Cada link vale uma vez e por 15 minutos. Peça outro:
way-colleague = Peça a um administrador: em Configurações, Membros, ele cria um link para você.
way-server = Você cuida do servidor?
way-command = Digite nele, com a pasta de dados e o seu e-mail:
way-restart = Ou reinicie: ao iniciar, ele mostra um link de acesso.

## Onde alguém está conectado
switch-title = Trocar de conta?
switch-text = Você está conectado como { $now }. Este link conecta você como { $then }, em todas as abas deste navegador.
switch-stay = Continuar como { $now }
switch-go = Entrar como { $then }
