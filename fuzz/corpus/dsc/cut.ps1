TeamsChannelsPolicy "TeamsChannelsPolicy-Global"
{
    AllowSharedChannelCreation = $Tru