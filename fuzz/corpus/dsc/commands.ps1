#Requires -Modules Microsoft365DSC
$x = Get-Thing -Name "a" | Where-Object { $_.Name -eq 'b' }
if ($x) { TeamsChannelsPolicy "Global" { Identity = "Global" } }
Set-Content -Path C:\out.txt -Value $x.Count
