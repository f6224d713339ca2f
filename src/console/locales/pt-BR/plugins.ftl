# Os plugins ao lado da conversa, em português do Brasil.

## Estados de um plugin
state-at = Visto em { $at }
