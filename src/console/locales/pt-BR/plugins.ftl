# Os plugins ao lado da conversa, em português do Brasil.

## Estados de um plugin
state-at = Visto em { $at }

## O que um plugin pode ver e fazer
scopes = O que ele pode ver e fazer
scopes-help = Desmarque o que o plugin não precisa: essa parte dos dados chega vazia para ele, e os comandos são recusados.
scope-all = Tudo
scope-all-help = Toda esta lista e o que as próximas versões trouxerem.
scope-all-badge = Tudo
scope-conversation-read = Ver a conversa: canal, etiquetas, quem atende e os campos do atendimento
scope-contact-read = Ver o contato: nome, números, endereços, foto e campos
scope-contact-write = Alterar os campos do contato
scope-messages-read = Ler as mensagens
scope-composer-write = Colocar texto na resposta, para o agente enviar
scope-notes-write = Adicionar notas à conversa
scope-tags-write = Colocar e tirar etiquetas da conversa
scope-assignment-write = Atribuir a conversa a pessoas e grupos
scope-attendance-write = Alterar os campos do atendimento
scope-workspace-read = Ver a equipe: dados de contato dos membros, grupos, etiquetas e campos personalizados
scope-storage = Guardar dados próprios nesta caixa de entrada
scope-app = Chamar { $app } por você
scope-app-gone = Não está mais aqui
scope-adds = Acrescenta dados
scope-replaces = Substitui dados
scope-used = Usado por último em { $at }.
scope-unused = Ainda não usado.
scope-idle = Sem uso há 30 dias: o plugin provavelmente não precisa disto.
scope-request = Este plugin pede mais acesso
scope-request-text = Um programa com um token da API pediu o que segue. Até você decidir, o plugin fica como está.
scope-request-badge = Pede mais acesso
scope-allow = Permitir
scope-keep = Deixar como está
