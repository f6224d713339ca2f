# Busca e filtros da lista, em português do Brasil.

search-label = Buscar conversas
search-placeholder = Buscar
search-clear = Limpar a busca
filters = Filtros
filters-active = { $count ->
    [one] Filtros, { $count } ativo
   *[other] Filtros, { $count } ativos
}
filters-list = Filtros ativos
filters-clear = Limpar filtros
filter-remove = Remover o filtro { $filter }
filter-status = Situação
filter-open = Abertas
filter-all = Todas
filter-closed = Encerradas
filter-any = Qualquer
filter-me = Eu
filter-mine = Comigo
filter-tag = Etiqueta
filter-channel = Canal
filter-unread = Não lidas
filter-read = Lidas
filter-unknown = não existe mais
list-empty-open = Nenhuma conversa aberta
list-empty-closed = Nenhuma conversa encerrada
list-show-all = Mostrar todas
list-found = { $count ->
    [one] { $count } conversa encontrada
   *[other] { $count } conversas encontradas
}
list-found-more = Mais de { $count } conversas encontradas
list-nothing = Nada encontrado
list-nothing-open = Nenhuma conversa aberta tem “{ $q }”.
list-nothing-closed = Nenhuma conversa encerrada tem “{ $q }”.
list-nothing-all = Nenhuma conversa tem “{ $q }”.
list-nothing-too = Os filtros acima também se aplicam.
list-nothing-filters = Nenhuma conversa combina com os filtros acima.
list-search-all = Buscar em todas
list-clear = Limpar busca e filtros
filter-view-mine = Minhas
filter-view-unassigned = Sem responsável
order-label = Ordem da lista
order-newest = Mais recentes
order-waiting = Maior espera
found-phone = Telefone:
found-email = E-mail:
found-address = Endereço:
list-unindexed = { $count ->
    [one] A busca ainda está sendo preparada: { $count } conversa antiga ainda não pode ser encontrada.
   *[other] A busca ainda está sendo preparada: { $count } conversas antigas ainda não podem ser encontradas.
}
row-assignee = Com { $name }
row-waiting = Esperando há
row-waiting-since = Esperando desde { $time }
