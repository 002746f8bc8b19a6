@{
    Plain  = 'it''s $not'
    Double = "a `"b`" `n `t `u{1F600} `$x "" $($x.y) ${z}"
    Here   = @"
Contoso "quoted"
  '@
"@
    Verbatim = @'
Fabrikam $x
"@
'@
    Bare = Global
    List = 'a', "b" ,
        'c'
    Typed = [bool]$true
    Joined = 'a' + "b"; Unary = -1
    Long = `
        'next line'
}
