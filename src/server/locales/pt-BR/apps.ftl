# A página em que termina a conexão com um app que não pode ser concluída, em português do Brasil.
connect-unknown = Não é possível concluir esta conexão
connect-unknown-text = O link já foi usado, ou não foi criado aqui. Volte a Configurações > Apps e conecte de novo.
connect-browser = Esta conexão começou em outro navegador
connect-browser-text = Conecte no mesmo navegador em que você autoriza. Volte a Configurações > Apps e conecte de novo.
connect-expired = Demorou demais
connect-expired-text = Uma conexão precisa ser concluída em 10 minutos. Volte a Configurações > Apps e conecte de novo.
