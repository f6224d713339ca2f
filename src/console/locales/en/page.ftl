# Words of every place, in English. The same keys as in `pt-BR`.

## Words of every place
saved = Changes saved.
show = Show
hide = Hide

## Problems
problem-secret = The secret could not be loaded.
problem-link = The link could not be created.
