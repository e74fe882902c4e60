// The language of ?filter= and ?order= (docs/api.md). One token decides at every place, so that an error can say what may stand there.
grammar Filter;

options { caseInsensitive = true; }

filter : anyOf EOF ;

order : sortKey (COMMA sortKey)* EOF ;

sortKey : MINUS? FIELD ;

anyOf : allOf (OR allOf)* ;

allOf : term (AND term)* ;

term : NOT term | OPEN anyOf CLOSE | condition ;

condition : FIELD (comparison | presence | NOT? (pattern | membership)) ;

comparison : (EQ | NE | LT | LE | GT | GE) value ;

presence : IS NOT? NULL ;

pattern : (LIKE | ILIKE) (STRING | QUOTED) ;

membership : IN OPEN value (COMMA value)* CLOSE ;

value : MINUS? (NUMBER | DURATION | INFINITY) | NAN | TRUE | FALSE | STRING | QUOTED ;

AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
LIKE : 'like' ;
ILIKE : 'ilike' ;
IN : 'in' ;
IS : 'is' ;
NULL : 'null' ;
TRUE : 'true' ;
FALSE : 'false' ;
NAN : 'nan' ;
INFINITY : 'inf' | 'infinity' ;

EQ : '=' | '==' ;
NE : '!=' | '<>' ;
LT : '<' ;
LE : '<=' ;
GT : '>' ;
GE : '>=' ;
OPEN : '(' ;
CLOSE : ')' ;
COMMA : ',' ;
MINUS : '-' ;

NUMBER : (DIGITS ('.' [0-9]*)? | '.' DIGITS) ('e' [+-]? DIGITS)? ;
DURATION : (DIGITS ('.' DIGITS)? [smhdw])+ ;
STRING : '\'' ('\'\'' | ~'\'')* '\'' ;
QUOTED : '"' ('""' | ~'"')* '"' ;

// A field is one token: metrics.val.loss, metrics."val/loss".min, params.`data set`
FIELD : WORD ('.' (PART | QUOTED | TICKED))* ;

SPACE : [ \t\r\n]+ -> skip ;

// Whatever else stands there reaches the parser, which says where.
OTHER : . ;

fragment DIGITS : [0-9]+ ;
fragment WORD : [\p{L}_] [\p{L}\p{N}_]* ;
fragment PART : [\p{L}\p{N}_]+ ;
fragment TICKED : '`' ('``' | ~'`')* '`' ;
