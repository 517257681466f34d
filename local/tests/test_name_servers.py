"""Each zone has name servers of its own."""


def test_a_zone_keeps_its_servers_when_another_one_of_its_name_is_made(aws):
    # GIVEN
    route53 = aws.client("route53", "777777777701")
    first = route53.create_hosted_zone(Name="again.test", CallerReference="1")
    # WHEN
    second = route53.create_hosted_zone(Name="again.test", CallerReference="2")
    # THEN
    told = [route53.get_hosted_zone(Id=one["HostedZone"]["Id"])["DelegationSet"]["NameServers"] for one in (first, second)]
    assert told == [one["DelegationSet"]["NameServers"] for one in (first, second)]
    assert not set(told[0]) & set(told[1])
