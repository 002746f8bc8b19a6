TeamsChannelsPolicy “Global”
{
    Identity = ‘Global’;
    Description = "é漢😀";
}
