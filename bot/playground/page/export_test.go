package page

// JoinModules is for the tests of its refusals: the page's own modules are joined well.
var JoinModules = joinModules
