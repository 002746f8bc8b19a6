<# a block
   comment #>
# one line
TeamsChannelsPolicy "Global" # here
{ <# and here #>
    Identity = "Global" # "}" {
    Description = "a # b" <# } #>
}
