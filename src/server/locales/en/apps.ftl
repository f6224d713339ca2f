# The page on which a connection to an app ends that cannot be finished, in English.
connect-unknown = This connection cannot be finished
connect-unknown-text = The link was used before, or was not made here. Go back to Settings > Apps and connect again.
connect-browser = This connection was begun in another browser
connect-browser-text = Connect in the browser in which you agree. Go back to Settings > Apps and connect again.
connect-expired = This took too long
connect-expired-text = A connection has to be finished within 10 minutes. Go back to Settings > Apps and connect again.
