# METADATA
# title: A new channel switch says the opposite of the one in force
# description: >-
#   A switch of the next generation of channels opens what AllowSharedChannelCreation closes; it has no effect yet,
#   and will have one some day.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# custom:
#   level: info
#   scope: policy
#   profiles: [strict]
#   since: 0.1.0
#   status: preview
#   requires: []
#   remediation: Set the new switch to what the one in force says.
#   controls: []
package tenantlint.teams.channel_switches_disagree

fail contains finding if {
	some policy in judged
	some name, word in opening
	lower(sprintf("%v", [object.get(policy.value, name, null)])) == word
	finding := {
		"on": policy.ref,
		"path": name,
		"message": sprintf("%s does not let its holders create shared channels, but %s says %s and counts the day Microsoft turns it on", [policy.name, name, word]),
		"expected": "in line with AllowSharedChannelCreation",
		"actual": word,
		"related": [{"on": policy.ref, "path": policy.settings.AllowSharedChannelCreation.path, "label": "creation is off"}],
	}
}

unknown contains {"on": policy.ref, "path": name, "reason": sprintf("%s could not be read", [name])} if {
	some policy in judged
	some name, _ in opening
	name in policy.unclear
}

applicable contains policy.ref if {
	some policy in judged
}

# Documented as without effect yet.
opening := {
	"AllowCreateSharedChannel": "enabled",
	"CreateSharedChannelsByDefault": "enabled",
	"DefaultChannelTypeOnCreation": "shared",
}

judged contains policy if {
	some policy in input.policies
	policy.is_template == false
	policy.settings.AllowSharedChannelCreation.value == false
}
