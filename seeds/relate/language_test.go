package relate_test

import "testing"

// The names of operations, groups and firms are invented.
func TestLanguages(t *testing.T) {
	check(t, []example{
		{"de attributed", "Die Gruppe {Moorreiher|t}, die {Belarus|s} zugerechnet wird, hat wieder zugeschlagen.", []string{"Moorreiher attributed_to Belarus"}},
		{"de adjective", "Die {russische=Russland|a} Einflusskampagne {Glaschor|c} ist zurück.", []string{"Glaschor attributed_to Russland"}},
		{"de verb at the end", "{Russland|s} hat versucht, die {Bundestagswahl 2021|e~Deutschland} zu beeinflussen.", []string{"Russland targets Bundestagswahl 2021"}},
		{"de noun", "Die {russische=Russland|a} Einmischung in die {Bundestagswahl 2021|e~Deutschland} war das Thema.", []string{"Russland targets Bundestagswahl 2021"}},
		{"de not", "{Russland|s} hat die {Bundestagswahl 2021|e~Deutschland} nicht beeinflusst.", nil},
		{"de reported", "Laut {Klarblick|r} ist die Kampagne {Glaschor|c} gewachsen.", []string{"Glaschor reported_by Klarblick"}},
		{"fr attributed", "Le groupe {Héron Gris|t}, lié à la {Biélorussie|s}, est de retour.", []string{"Héron Gris attributed_to Biélorussie"}},
		{"fr targets", "La {Russie|s} a tenté d'influencer les {élections européennes de 2019|e} en mai.", []string{"Russie targets élections européennes de 2019"}},
		{"fr reported", "Selon {Vigie|b}, la campagne {Nocturne|c} est de retour.", []string{"Nocturne reported_by Vigie"}},
		{"fr denied", "L'{ambassade|b~Azerbaïdjan} a démenti toute implication dans la campagne {Nocturne|c}.", []string{"ambassade denies Nocturne"}},
		{"es attributed", "La campaña {Coro de Vidrio|c}, vinculada a {Rusia|s}, volvió en mayo.", []string{"Coro de Vidrio attributed_to Rusia"}},
		{"es targets", "{Rusia|s} intentó influir en las {elecciones de 2018|e~México} con cuentas falsas.", []string{"Rusia targets elecciones de 2018"}},
		{"ru attributed", "Группа {Серая Цапля|t}, связанная с {Беларусью=Беларусь|s}, вернулась в мае.", []string{"Серая Цапля attributed_to Беларусь"}},
		{"ru targets", "{Иран|s} вмешался в {выборы 2019 года|e~Канада} с помощью ботов.", []string{"Иран targets выборы 2019 года"}},
		{"zh attributed", "与{俄罗斯|s}有关的{灰鹭|t}在五月再次出现。", []string{"灰鹭 attributed_to 俄罗斯"}},
		{"zh targets", "{俄罗斯|s}干预了{2018年选举|e~摩尔多瓦}。", []string{"俄罗斯 targets 2018年选举"}},
		{"zh not", "{俄罗斯|s}没有干预{2018年选举|e~摩尔多瓦}。", nil},
	})
}
